//! 出访信息 and 情况说明.

use kernel::Said;

use crate::model::{
    Category, DayRate, Funding, HostPays, Justification, NightCount, PlanEntry, Publicity, TripMode,
};
use crate::workbook::fault::Faults;
use crate::workbook::grid::{Cells, Filed, Found};
use crate::workbook::sections::trip as on;
use crate::workbook::values::{self, Wrong};

/// What the form says.
pub(super) struct Trip {
    pub(super) name: String,
    pub(super) mode: TripMode,
    pub(super) category: Category,
    pub(super) plan: Option<PlanEntry>,
    pub(super) contact: String,
    pub(super) publicity: Option<Publicity>,
    /// Without rates, prices and shares, which stand on their own sheet.
    pub(super) funding: Funding,
}

pub(super) fn trip(form: &Found<'_>, faults: &mut Faults) -> Result<Trip, Filed> {
    let row = form.rows.first().ok_or(Filed)?;
    let mut cells = Cells { row, faults };
    let name = cells.text(&on::NAME);
    let mode = cells.need(&on::MODE, values::code::<TripMode>);
    let category = cells.need(&on::CATEGORY, values::code::<Category>);
    let plan = plan(&mut cells);
    let contact = cells.text(&on::CONTACT);
    let publicity = publicity(&mut cells);
    let funding = funding(&mut cells);
    Ok(Trip {
        name: name?,
        mode: mode?,
        category: category?,
        plan: plan?,
        contact: contact?,
        publicity: publicity?,
        funding: funding?,
    })
}

fn plan(cells: &mut Cells<'_>) -> Result<Option<PlanEntry>, Filed> {
    let entry = cells.text(&on::PLAN)?;
    if entry.is_empty() {
        return Ok(None);
    }
    let quota = cells.need(&on::QUOTA, values::small_count);
    let used = cells.need(&on::USED, values::small_count);
    Ok(Some(PlanEntry { entry, quota: quota?, used: used? }))
}

fn publicity(cells: &mut Cells<'_>) -> Result<Option<Publicity>, Filed> {
    let all = [&on::NOTICE_PLACE, &on::NOTICE_FROM, &on::NOTICE_TO, &on::NOTICE_RESULT, &on::OBJECTIONS];
    if all.iter().all(|column| cells.row.says(column).is_empty()) {
        return Ok(None);
    }
    let place = cells.need(&on::NOTICE_PLACE, values::text);
    let from = cells.need(&on::NOTICE_FROM, values::day);
    let to = cells.need(&on::NOTICE_TO, values::day);
    if let (Ok(from), Ok(to)) = (from, to)
        && to < from
    {
        let says = Said::new("早于公示开始日期；请改正其中一个日期", "is before the first day");
        return Err(cells.wrong(&on::NOTICE_TO, &says));
    }
    let (result, objections) = (cells.text(&on::NOTICE_RESULT)?, cells.text(&on::OBJECTIONS)?);
    Ok(Some(Publicity { place: place?, from: from?, to: to?, result, objections }))
}

fn funding(cells: &mut Cells<'_>) -> Result<Funding, Filed> {
    let source = cells.text(&on::SOURCE);
    let budgeted = cells.need(&on::BUDGETED, values::yes);
    let host_pays = cells.may(&on::HOST_PAYS, host_pays);
    let day_rate = cells.may(&on::DAY_RATE, values::code::<DayRate>);
    let nights = cells.may(&on::NIGHTS, values::code::<NightCount>);
    Ok(Funding {
        source: source?,
        budgeted: budgeted?,
        rates: Vec::new(),
        expenses: Vec::new(),
        host_pays: host_pays?.unwrap_or_default(),
        day_rate: day_rate?.unwrap_or(DayRate::Night),
        nights: nights?.unwrap_or(NightCount::Nights),
        shares: Vec::new(),
    })
}

fn host_pays(written: &str) -> Result<HostPays, Wrong> {
    let mut pays = HostPays::default();
    for part in values::list(written) {
        match part.trim_end_matches('费') {
            "住宿" => pays.lodging = true,
            "伙食" | "餐" => pays.meals = true,
            "交通" => pays.transport = true,
            "机票" | "国际旅" => pays.fare = true,
            _ => {
                return Err(Said::new(
                    format!("没有“{part}”这一项；请从住宿、伙食、交通、机票中选填，都没有的写“无”"),
                    format!("“{part}” is not among 住宿、伙食、交通、机票"),
                ));
            }
        }
    }
    Ok(pays)
}

pub(super) fn justification(cells: &mut Cells<'_>) -> Result<Justification, Filed> {
    let rule = cells.need(&on::RULE, rule);
    let reason = cells.text(&on::REASON);
    let by = cells.text(&on::BY);
    let at = cells.need(&on::AT, values::moment);
    Ok(Justification { rule: rule?, reason: reason?, by: by?, at: at?, answers: Vec::new() })
}

fn rule(written: &str) -> Result<String, Wrong> {
    let plain = values::half_width(written).to_uppercase();
    let digits = plain.strip_prefix('R').unwrap_or_default();
    if digits.len() == 2 && digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return Ok(plain);
    }
    Err(Said::new(
        format!("“{written}”不是规则编号；请照检查结果写，如 R07"),
        format!("“{written}” is no rule; write it as the check prints it, like R07"),
    ))
}
