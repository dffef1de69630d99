//! The schools within a caller's reach: one's own, or every one for the organiser.

use axum::extract::Path;
use axum::http::Method;
use chassis::journal;
use chassis::web::api::{Answer, Endpoint, Gives, Shape, Takes, given, listed};
use chassis::web::{Permit, Routes, Visit};
use kernel::Words;
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{School, SchoolId};
use crate::operations;

/// A school, as its papers name it.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "School")]
struct SchoolWire {
    /// Its id.
    id: String,
    /// 校名
    name: String,
    /// The name in English.
    name_en: String,
    /// 所在省
    province: String,
    /// 所在市
    city: String,
    /// 主送机关
    authority: String,
    /// 抄送
    copied: String,
    /// 发文字号简称
    register: String,
    /// 签发人
    signer: String,
    /// 印发机关
    office: String,
    /// The address in English.
    address_en: String,
    /// 专业优势
    strengths: Vec<String>,
    /// 专业
    programme: String,
}

pub(super) fn routes(routes: Routes) -> Routes {
    let endpoint = |path, zh, en, gives| Endpoint {
        method: Method::GET,
        path,
        permit: Permit::MEMBER,
        summary: Words { zh, en },
        takes: Takes::Nothing,
        gives,
    };
    routes
        .api(
            endpoint(
                "/api/v1/schools",
                "看得到的学校",
                "the schools within reach",
                Gives::Many(Shape::of::<Vec<SchoolWire>>()),
            ),
            list,
        )
        .api(
            endpoint("/api/v1/schools/{id}", "一所学校", "one school", Gives::One(Shape::of::<SchoolWire>())),
            show,
        )
}

async fn list(visit: Visit) -> Answer {
    let mut look = visit.look().await?;
    let schools = operations::list(&mut look.desk()).await?;
    look.leave().await?;
    let schools: Vec<SchoolWire> = schools.into_iter().map(Into::into).collect();
    Ok(listed(&visit.headers, &schools, None)?)
}

async fn show(visit: Visit, Path(id): Path<String>) -> Answer {
    // What is no id is answered like the id of nothing.
    let id: SchoolId = id.parse().unwrap_or(SchoolId::passing(0));
    let mut look = visit.look().await?;
    let school = operations::load(&mut look.desk(), id).await?;
    let version = journal::version(&mut look.desk(), &format!("school {id}")).await?;
    look.leave().await?;
    Ok(given(&visit.headers, version, &SchoolWire::from(school))?)
}

impl From<School> for SchoolWire {
    fn from(it: School) -> Self {
        Self {
            id: it.id.to_string(),
            name: it.name,
            name_en: it.name_en,
            province: it.province,
            city: it.city,
            authority: it.authority,
            copied: it.copied,
            register: it.register,
            signer: it.signer,
            office: it.office,
            address_en: it.address_en,
            strengths: it.strengths,
            programme: it.programme,
        }
    }
}
