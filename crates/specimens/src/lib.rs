#![doc = include_str!("../README.md")]

/// The school, as `school.toml`; its keys are the fields of the school.
pub const SCHOOL: &str = include_str!("../school.toml");

/// One delegation, told as sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Specimen {
    /// The stop's number in the annex of 2026.
    pub stop: u32,
    /// Its folder's name, for commands and file names.
    pub slug: &'static str,
    /// The name of each sheet, and its text.
    pub sheets: &'static [(&'static str, &'static str)],
}

macro_rules! specimen {
    ($stop:literal, $slug:literal) => {
        Specimen {
            stop: $stop,
            slug: $slug,
            sheets: &[
                ("出访信息", include_str!(concat!("../2026/", $slug, "/trip.csv"))),
                ("人员名单", include_str!(concat!("../2026/", $slug, "/members.csv"))),
                ("日程安排", include_str!(concat!("../2026/", $slug, "/itinerary.csv"))),
                ("邀请函", include_str!(concat!("../2026/", $slug, "/invitations.csv"))),
                ("出访任务", include_str!(concat!("../2026/", $slug, "/purposes.csv"))),
                ("经费", include_str!(concat!("../2026/", $slug, "/money.csv"))),
            ],
        }
    };
}

/// The seven delegations, in the annex's order.
pub const DELEGATIONS: &[Specimen] = &[
    specimen!(1, "1-north-africa"),
    specimen!(2, "2-central-asia"),
    specimen!(3, "3-brazil"),
    specimen!(4, "4-south-africa"),
    specimen!(5, "5-russia"),
    specimen!(6, "6-middle-east"),
    specimen!(7, "7-asean"),
];

/// The delegation to a stop of 2026.
pub fn to_stop(stop: u32) -> Option<&'static Specimen> {
    DELEGATIONS.iter().find(|specimen| specimen.stop == stop)
}
