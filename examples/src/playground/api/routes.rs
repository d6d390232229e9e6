//! Every operation of the SDK has a route, with a handler of its own or the generic answer.

use std::{collections::HashSet, sync::Arc};

use auth_core::{Endpoint, Requirement};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    handler::Handler,
    routing::{MethodFilter, on},
};
use http::{HeaderMap, Method, Uri};

use super::generic::Form;
use crate::playground::{challenge::Challenge, guard, world::World};

/// The routes of operations, as they are declared.
#[derive(Default)]
pub(super) struct Routes {
    router: Router<Arc<World>>,
    /// The operations that have one.
    routed: HashSet<&'static str>,
}

impl Routes {
    /// Gives the operation `O` a handler of its own, whose first argument is to be a guard.
    pub(super) fn handled<O: Endpoint, T: 'static>(mut self, handler: impl Handler<T, Arc<World>>) -> Self {
        if self.routed.insert(O::NAME)
            && let Ok(method) = MethodFilter::try_from(O::METHOD)
        {
            self.router = self.router.route(&route(O::PATH), on(method, handler));
        }
        self
    }

    /// Answers the operation `O` generically, unless it has a handler of its own.
    fn generic<O: Endpoint>(self) -> Self {
        let (requirement, form) = (Requirement::of::<O>(), Form::of::<O>());
        self.handled::<O, _>(
            async move |State(world): State<Arc<World>>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes| {
                guard::admit(requirement, &headers, &uri, &world)?;
                Ok::<_, Challenge>(form.answer(&mut world.store(), &method, uri.path(), &body))
            },
        )
    }

    /// All of them: those that have no handler yet are answered generically.
    pub(super) fn all(self) -> Router<Arc<World>> {
        let mut routes = self;
        macro_rules! each {
            ($operation:ty) => {
                routes = routes.generic::<$operation>();
            };
        }
        ::bimdata::for_each_operation!(each);
        routes.router
    }
}

/// The path with its placeholders numbered: a router wants them to have the same names wherever paths are the same.
fn route(path: &str) -> String {
    let number =
        |(at, segment): (usize, &str)| if segment.starts_with('{') { format!("{{{at}}}") } else { segment.into() };
    path.split('/').enumerate().map(number).collect::<Vec<_>>().join("/")
}
