//! 邀请函.

use kernel::Said;

use crate::model::{Invitation, Inviter};
use crate::workbook::grid::{Cells, Filed};
use crate::workbook::sections::invitations as on;
use crate::workbook::values::{self, Wrong};

pub(super) fn invitation(cells: &mut Cells<'_>) -> Result<Invitation, Filed> {
    let inviter = cells.text(&on::INVITER);
    let inviter_foreign = cells.text(&on::FOREIGN);
    let kind = cells.need(&on::KIND, values::code::<Inviter>);
    let country = cells.need(&on::COUNTRY, values::country);
    let issued_in = cells.may(&on::ISSUED_IN, values::country);
    let (city, address) = (cells.text(&on::CITY), cells.text(&on::ADDRESS));
    let (phone, email) = (cells.text(&on::PHONE), cells.may(&on::EMAIL, email));
    let profile = cells.text(&on::PROFILE);
    let (signer, signer_post) = (cells.text(&on::SIGNER), cells.text(&on::SIGNER_POST));
    let rank_matches = cells.need(&on::RANK_MATCHES, values::yes);
    let direct = cells.need(&on::DIRECT, values::yes);
    let from = cells.need(&on::FROM, values::day);
    let to = cells.need(&on::TO, values::day);
    let issued = cells.may(&on::ISSUED, values::day);
    let names = cells.row.says(&on::NAMES).to_owned();
    let pays = cells.text(&on::PAYS);
    if let (Ok(from), Ok(to)) = (from, to)
        && to < from
    {
        let says = Said::new("早于邀请起始日期；请改正其中一个日期", "is before the first day");
        return Err(cells.wrong(&on::TO, &says));
    }
    Ok(Invitation {
        inviter: inviter?,
        inviter_foreign: inviter_foreign?,
        kind: kind?,
        country: country?,
        issued_in: issued_in?.map_or(country, Ok)?,
        city: city?,
        address: address?,
        phone: phone?,
        email: email?.unwrap_or_default(),
        profile: profile?,
        signer: signer?,
        signer_post: signer_post?,
        rank_matches: rank_matches?,
        direct: direct?,
        from: from?,
        to: to?,
        issued: issued?,
        names: invited(&names),
        pays: pays?,
    })
}

/// Passport names, parted by anything but the blank within a name.
fn invited(written: &str) -> Vec<String> {
    let parts = written.split(['\n', ';', '；', '、', ',', '，']).map(str::trim);
    parts.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn email(written: &str) -> Result<String, Wrong> {
    let plain = values::half_width(written);
    let sound = plain.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !plain.contains(char::is_whitespace)
    });
    if sound {
        return Ok(plain);
    }
    Err(Said::new(
        format!("“{written}”不是邮箱；请写成 office@example.org 的样子"),
        format!("“{written}” is no e-mail address"),
    ))
}
