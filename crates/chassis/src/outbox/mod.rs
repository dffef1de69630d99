//! What others are to be told (待发消息), written in the transaction of the change
//! that caused it.

use crate::{Desk, Error};

const POST: &str = "INSERT INTO outbox (id, at, topic, body) VALUES ($1, $2, $3, $4)";

const WAITING: &str = "SELECT topic, body FROM outbox WHERE sent_at IS NULL ORDER BY id";

/// Leaves a message for whoever follows the topic.
pub async fn post(desk: &mut Desk<'_>, topic: &str, body: &str) -> Result<(), Error> {
    let id = desk.draw().to_string();
    sqlx::query(POST)
        .bind(id)
        .bind(desk.now.to_string())
        .bind(topic)
        .bind(body)
        .execute(&mut *desk.conn)
        .await?;
    Ok(())
}

/// Messages not sent yet: topic and body, oldest first.
pub async fn waiting(desk: &mut Desk<'_>) -> Result<Vec<(String, String)>, Error> {
    Ok(sqlx::query_as(WAITING).fetch_all(&mut *desk.conn).await?)
}
