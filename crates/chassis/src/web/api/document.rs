//! The description of every endpoint as one document of `OpenAPI` 3.1.

use std::collections::BTreeMap;

use axum::http::Method;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::{Endpoint, Gives, Takes};
use crate::web::Permit;

/// A problem document, as RFC 9457 has it (问题说明).
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is told here; `problem` writes it")]
struct Problem {
    /// A stable name: `urn:jinqiao:problem:…`.
    r#type: String,
    /// What, where, how to mend, in Chinese.
    title: String,
    /// The same in English.
    title_en: String,
    /// The status.
    #[schemars(range(min = 400, max = 599))]
    status: u16,
    /// The number of a fault of ours, to be read over the telephone.
    reference: Option<String>,
    /// Every place that is wrong, where there are several.
    faults: Option<Vec<Fault>>,
}

/// One place that is wrong, or one thing that was done meanwhile.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its shape is told here; `problem` writes it")]
struct Fault {
    /// Where: a path into the body, or a line of the journal.
    r#where: String,
    /// What, in Chinese.
    said: String,
    /// The same in English.
    said_en: String,
}

/// The generators of what comes in and of what goes out: a field that may be left
/// out when it comes is always there when it goes.
struct Shapes {
    come: SchemaGenerator,
    go: SchemaGenerator,
}

impl Shapes {
    fn new() -> Self {
        let settings =
            || SchemaSettings::draft2020_12().with(|it| it.definitions_path = "/components/schemas".into());
        Self {
            come: settings().for_deserialize().into_generator(),
            go: settings().for_serialize().into_generator(),
        }
    }

    /// Every named shape. One that both comes and goes is told as it comes.
    fn named(mut self) -> Map<String, Value> {
        let mut named = self.go.take_definitions(true);
        let come = self.come.take_definitions(true);
        for (name, shape) in &come {
            let known = named.get(name).is_none_or(|known| fields(known) == fields(shape));
            debug_assert!(known, "{name} names two shapes; rename one of them");
        }
        named.extend(come);
        named
    }
}

/// The fields of a shape.
fn fields(shape: &Value) -> Vec<&String> {
    let fields = shape.get("properties").and_then(Value::as_object);
    fields.map(|fields| fields.keys().collect()).unwrap_or_default()
}

/// The document.
pub(in crate::web) fn document(endpoints: &[Endpoint]) -> Value {
    let mut shapes = Shapes::new();
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for endpoint in endpoints {
        let operation = operation(endpoint, &mut shapes);
        let method = endpoint.method.as_str().to_ascii_lowercase();
        paths.entry(endpoint.path).or_default().insert(method, operation);
    }
    let problem = shapes.come.subschema_for::<Problem>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "金桥 Jinqiao",
            "version": "1",
            "summary": "团组、赛站、学校、成果的接口，与网页和命令给出同样的答案",
            "description": "Delegations, stops, schools and promises, with the answers that pages and commands give.",
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": shapes.named(),
            "responses": {
                "Problem": {
                    "description": "没有办成的原因和改法 why it was not done, and how to mend it",
                    "content": { "application/problem+json": { "schema": problem } },
                },
            },
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": "jinqiao token make" },
            },
        },
    })
}

fn operation(endpoint: &Endpoint, shapes: &mut Shapes) -> Value {
    let mut told = json!({
        "operationId": name_of(endpoint),
        "tags": [tag_of(endpoint.path)],
        "summary": endpoint.summary.zh,
        "description": endpoint.summary.en,
        "x-permit": endpoint.permit.0,
        "parameters": parameters(endpoint, shapes),
        "responses": responses(endpoint, shapes),
    });
    let Some(map) = told.as_object_mut() else { return told };
    if endpoint.permit != Permit::ANYONE {
        map.insert("security".to_owned(), json!([{ "token": [] }]));
    }
    if let Takes::Body(shape) = endpoint.takes {
        let schema = (shape.0)(&mut shapes.come);
        let body = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
        map.insert("requestBody".to_owned(), body);
    }
    told
}

/// `get-delegations-id-findings`.
fn name_of(endpoint: &Endpoint) -> String {
    let parts = endpoint.path.split('/').skip(3).map(|part| part.trim_matches(['{', '}']));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    format!("{}-{}", endpoint.method.as_str().to_ascii_lowercase(), parts.join("-"))
}

fn tag_of(path: &str) -> &str {
    path.split('/').nth(3).unwrap_or_default()
}

fn parameters(endpoint: &Endpoint, shapes: &mut Shapes) -> Vec<Value> {
    let places = endpoint.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut all: Vec<Value> = places.map(place).collect();
    if let Takes::Query(asked) = endpoint.takes {
        all.extend(asked.iter().map(|it| {
            json!({
                "name": it.name, "in": "query", "required": false,
                "description": format!("{} {}", it.says.zh, it.says.en),
                "schema": (it.shape.0)(&mut shapes.come),
            })
        }));
    }
    let mut header = |name: &str, required: bool, schema: Value, says: &str| {
        all.push(json!({ "name": name, "in": "header", "required": required, "description": says, "schema": schema }));
    };
    let tag = || json!({ "type": "string" });
    match endpoint.gives {
        Gives::One(_) | Gives::Many(_) => {
            header(
                "If-None-Match",
                false,
                tag(),
                "手头的版本；没有变就不再传 the version at hand; 304 if it stands",
            );
        }
        Gives::Changed(_) => header("If-Match", true, tag(), "看到的版本（ETag） the version that was seen"),
        Gives::Made(_) => {}
    }
    if endpoint.method == Method::POST {
        let key = json!({ "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$" });
        header("Idempotency-Key", true, key, "这次请求专用的编号，重试时不变 the same for a retry");
    }
    all
}

/// A place of a path. What is no id is answered like an unknown one.
fn place(name: &str) -> Value {
    let schema = match name {
        "number" => json!({ "type": "integer", "minimum": 1, "maximum": 1000 }),
        _ => json!({ "type": "string", "format": "uuid" }),
    };
    json!({ "name": name, "in": "path", "required": true, "schema": schema })
}

fn responses(endpoint: &Endpoint, shapes: &mut Shapes) -> Value {
    let schema = (endpoint.gives.shape().0)(&mut shapes.go);
    let content = json!({ "application/json": { "schema": schema } });
    let header = |says: &str| json!({ "description": says, "schema": { "type": "string" } });
    let tag = header("版本 the version");
    let (status, headers) = match endpoint.gives {
        Gives::One(_) | Gives::Changed(_) => ("200", json!({ "ETag": tag })),
        Gives::Many(_) => ("200", json!({ "ETag": tag, "Link": header("下一页 what follows, rel=next") })),
        Gives::Made(_) => ("201", json!({ "ETag": tag, "Location": header("在哪里 where it is") })),
    };
    let mut all = Map::new();
    let done = json!({ "description": endpoint.summary.zh, "headers": headers, "content": content });
    all.insert(status.to_owned(), done);
    if endpoint.method == Method::GET {
        all.insert("304".to_owned(), json!({ "description": "没有变 it stands as it was" }));
    }
    all.insert("4XX".to_owned(), json!({ "$ref": "#/components/responses/Problem" }));
    Value::Object(all)
}
