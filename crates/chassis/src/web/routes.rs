//! A router that cannot be given a route without saying who may use it.

use std::sync::Arc;

use axum::Extension;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodFilter, MethodRouter, Router, on};

use super::api::{self, Endpoint};
use super::{App, Permit, Visit, gate};

/// One way in: method, path, and the permit it asks for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opening {
    /// The path, with its places: `/delegations/{id}`.
    pub path: &'static str,
    /// The method.
    pub method: &'static str,
    /// Who may come in.
    pub permit: Permit,
}

/// The routes of the house, and the table of who may use them.
#[derive(Debug, Default)]
pub struct Routes {
    router: Router<App>,
    table: Vec<Opening>,
    endpoints: Vec<Endpoint>,
}

impl Routes {
    /// What every handler of the routes so far may ask for as an `Extension`.
    #[must_use]
    pub fn given<T: Clone + Send + Sync + 'static>(mut self, thing: T) -> Self {
        self.router = self.router.layer(Extension(thing));
        self
    }

    /// A page or a reading.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, permit: Permit, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.open(&Method::GET, path, permit, on(MethodFilter::GET, handler))
    }

    /// A change that makes or does something.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, permit: Permit, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.open(&Method::POST, path, permit, on(MethodFilter::POST, handler))
    }

    /// A change that keeps a thing under a name the caller knows.
    #[must_use]
    pub fn put<H, T>(self, path: &'static str, permit: Permit, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.open(&Method::PUT, path, permit, on(MethodFilter::PUT, handler))
    }

    /// A change that takes something away.
    #[must_use]
    pub fn delete<H, T>(self, path: &'static str, permit: Permit, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.open(&Method::DELETE, path, permit, on(MethodFilter::DELETE, handler))
    }

    /// A way in for programs: it cannot be written without its description.
    #[must_use]
    pub fn api<H, T>(mut self, endpoint: Endpoint, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        let filter = match endpoint.method {
            Method::GET => MethodFilter::GET,
            Method::PUT => MethodFilter::PUT,
            Method::DELETE => MethodFilter::DELETE,
            _ => MethodFilter::POST,
        };
        let Endpoint { method, path, permit, .. } = endpoint.clone();
        self.endpoints.push(endpoint);
        self.open(&method, path, permit, on(filter, handler))
    }

    /// The description of every way in for programs (`OpenAPI` 3.1).
    pub fn description(&self) -> serde_json::Value {
        api::document(&self.endpoints)
    }

    /// Lays the description open where programs look for it.
    #[must_use]
    pub fn described(self) -> Self {
        let description = Arc::new(self.description());
        self.get(api::DESCRIPTION, Permit::ANYONE, async move |visit: Visit| {
            api::given(&visit.headers, 0, &*description)
        })
    }

    fn open(
        mut self,
        method: &Method,
        path: &'static str,
        permit: Permit,
        handler: MethodRouter<App>,
    ) -> Self {
        let method = match *method {
            Method::GET => "GET",
            Method::PUT => "PUT",
            Method::DELETE => "DELETE",
            _ => "POST",
        };
        self.table.push(Opening { path, method, permit });
        self.router = self.router.route(path, handler.route_layer(from_fn_with_state(permit, gate::guard)));
        self
    }

    /// Every way in, by path.
    pub fn table(&self) -> Vec<Opening> {
        let mut table = self.table.clone();
        table.sort();
        table
    }

    /// The router, behind the gate.
    pub fn into_router(self) -> Router<App> {
        self.router
    }
}
