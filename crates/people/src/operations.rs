//! What one may do with schools, and with the persons of one.

pub mod account;
pub mod fill;
pub mod link;
pub mod membership;
pub mod person;
pub mod privacy;
pub mod roster;
pub mod token;

use chassis::{Desk, Error, Reach, journal};

use crate::model::{School, SchoolId};
use crate::store;

/// Keeps a school under its name. A school of that name keeps its id and takes
/// the new particulars.
pub async fn keep(desk: &mut Desk<'_>, mut school: School) -> Result<School, Error> {
    if let Some(known) = store::by_name(desk, &school.name).await? {
        school.id = known.id;
        if known == school {
            desk.leave_unchanged();
            return Ok(known);
        }
        store::update(desk, &school).await?;
    } else {
        store::insert(desk, &school).await?;
    }
    journal::record(desk, "school.keep", &format!("school {}", school.id), &school.name).await?;
    Ok(school)
}

/// Describes one's own school anew.
///
/// # Errors
/// Refuses a school without a name, and a name that another school has.
pub async fn describe(desk: &mut Desk<'_>, school: School) -> Result<(), Error> {
    let known = load(desk, school.id).await?;
    if known == school {
        desk.leave_unchanged();
        return Ok(());
    }
    let needed = [&school.name, &school.name_en, &school.province, &school.city, &school.register];
    if needed.iter().any(|text| text.is_empty()) {
        return Err(Error::refused(
            "school-incomplete",
            "学校的中文名、英文名、省份、城市和发文机关代字都要填写",
            "the school's Chinese and English name, province, city and document letters are all needed",
        ));
    }
    if store::by_name(desk, &school.name).await?.is_some_and(|other| other.id != school.id) {
        return Err(Error::refused(
            "school-name-taken",
            "已有同名学校登记，请核对校名",
            "another school is registered under this name; check it",
        ));
    }
    store::update(desk, &school).await?;
    journal::record(desk, "school.describe", &format!("school {}", school.id), "").await
}

/// The school of a name.
pub async fn find(desk: &mut Desk<'_>, name: &str) -> Result<School, Error> {
    store::by_name(desk, name).await?.ok_or_else(|| {
        Error::missing(
            "school-unknown",
            format!("没有名为“{name}”的学校；请用 jinqiao school keep 登记，或检查校名"),
            format!("there is no school called “{name}”; register it with `jinqiao school keep`, or check the name"),
        )
    })
}

/// The school whose desk this is.
///
/// # Errors
/// Refuses whoever belongs to no school: the organiser chooses one.
pub async fn own(desk: &mut Desk<'_>) -> Result<School, Error> {
    let Reach::School(school) = desk.reach else {
        return Err(Error::refused(
            "school-not-chosen",
            "这一页属于一所学校，您的身份不属于任何学校；请从“院校”进入",
            "this page belongs to one school, and you belong to none; go by way of the colleges",
        ));
    };
    load(desk, SchoolId::new(school)).await
}

/// The school of an id.
pub async fn load(desk: &mut Desk<'_>, id: SchoolId) -> Result<School, Error> {
    store::load(desk, id)
        .await?
        .ok_or_else(|| Error::missing("school-unknown", "没有这所学校的登记", "there is no such school"))
}

/// Whether no more than one school works here, so that whatever was done here was
/// done for it.
pub async fn is_alone(desk: &mut Desk<'_>) -> Result<bool, Error> {
    Ok(store::count(desk).await? <= 1)
}

/// Every school, by name.
pub async fn list(desk: &mut Desk<'_>) -> Result<Vec<School>, Error> {
    store::list(desk).await
}
