//! Which door opens to whom: the table a reviewer reads, and the same held against
//! the running router.

use chassis::Reach;
use chassis::web::{Caller, Member, Opening, Role};
use jiff::Timestamp;
use jinqiao::{modules, site};
use uuid::Uuid;

pub(super) fn member(role: Role) -> Caller {
    Caller::Member(Box::new(Member {
        account: Uuid::nil(),
        membership: Uuid::nil(),
        name: String::new(),
        institution: String::new(),
        role,
        reach: Reach::Nothing,
        proved_at: Timestamp::UNIX_EPOCH,
    }))
}

#[test]
fn who_may_open_which_door() {
    let house = site::house().unwrap();
    let told = |Opening { path, method, permit }: Opening| {
        let roles: Vec<&str> = Role::ALL
            .iter()
            .filter(|role| house.admits(&member(**role), permit))
            .map(|role| role.code())
            .collect();
        let who = if house.admits(&Caller::Nobody, permit) {
            "anyone".to_owned()
        } else if roles.len() == Role::ALL.len() {
            "every member".to_owned()
        } else {
            roles.join(" ")
        };
        format!("{method:6} {path:44} {:24} {who}", permit.0)
    };
    let table: Vec<String> = modules::routes().table().into_iter().map(told).collect();
    insta::assert_snapshot!(table.join("\n"));
}

#[test]
fn every_permit_is_granted_to_somebody_and_every_grant_is_asked_for() {
    let asked: std::collections::BTreeSet<&str> =
        modules::routes().table().iter().map(|opening| opening.permit.0).collect();
    let granted: std::collections::BTreeSet<&str> =
        modules::grants().iter().flat_map(|(_, permits)| permits.iter().map(|permit| permit.0)).collect();
    let open = ["anyone", "member"];
    assert_eq!(
        asked.iter().filter(|permit| !open.contains(permit)).copied().collect::<Vec<_>>(),
        granted.into_iter().collect::<Vec<_>>()
    );
}
