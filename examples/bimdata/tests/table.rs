//! Every row of the table is an operation, and says the same.

use std::collections::{BTreeMap, BTreeSet};

use auth_core::{OperationInfo, Requirement};
use bimdata::operations::OPERATIONS;

const TABLE: &str = include_str!("../operations.tsv");

struct Row {
    operation_id: &'static str,
    method: &'static str,
    path: &'static str,
    scopes: &'static str,
}

fn rows() -> Vec<Row> {
    TABLE
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<_> = line.split('\t').collect();
            Row { operation_id: cells[1], method: cells[2], path: cells[3], scopes: cells[4] }
        })
        .collect()
}

/// By method and path. Placeholders may be called otherwise than in the table, where those are no names in Rust.
fn by_route() -> BTreeMap<String, &'static OperationInfo> {
    OPERATIONS.iter().map(|operation| (route(operation.method().as_str(), operation.path()), operation)).collect()
}

fn route(method: &str, path: &str) -> String {
    let mut route = format!("{method} ");
    let mut in_braces = false;
    for c in path.chars() {
        match c {
            '{' => in_braces = true,
            '}' => {
                in_braces = false;
                route.push_str("{}");
            }
            c if !in_braces => route.push(c),
            _ => {}
        }
    }
    route
}

/// As the table means it: `ifc:*` is the old name of `model:*`, and no scope is any token.
fn requirement(scopes: &str) -> String {
    match scopes {
        "" => "authenticated".into(),
        "cloud:read bcf:read" => "any(cloud:read, bcf:read)".into(),
        "ifc:token_manage model:token_manage" => "model:token_manage".into(),
        scopes => scopes.split(' ').find(|scope| !scope.starts_with("ifc:")).unwrap_or(scopes).to_owned(),
    }
}

#[test]
fn there_are_395_operations_of_which_375_document_a_scope() {
    assert_eq!((rows().len(), OPERATIONS.len()), (395, 395));
    let without = OPERATIONS.iter().filter(|operation| operation.requirement() == Requirement::Authenticated);
    assert_eq!(without.count(), 20);
}

#[test]
fn every_row_is_one_operation_with_its_method_path_and_requirement() {
    let operations = by_route();
    assert_eq!(operations.len(), OPERATIONS.len(), "no two operations have one route");
    for row in rows() {
        let route = route(row.method, row.path);
        let operation = operations.get(&route).unwrap_or_else(|| panic!("{} is missing: {route}", row.operation_id));
        assert_eq!(operation.requirement().to_string(), requirement(row.scopes), "{}", row.operation_id);
        assert_eq!(operation.name().to_lowercase(), row.operation_id.replace('_', ""), "{route}");
    }
}

#[test]
fn an_old_name_of_a_scope_is_an_alias_of_the_new_one() {
    for row in rows().iter().filter(|row| row.scopes.contains("ifc:")) {
        let operation = by_route()[&route(row.method, row.path)];
        for granted in row.scopes.split(' ') {
            let granted = granted.parse().expect("the table's scopes are legal");
            assert!(operation.requirement().satisfied_by(&granted).is_ok(), "{}: {granted}", row.operation_id);
        }
    }
}

#[test]
fn every_operation_is_documented_and_named_once() {
    let names: BTreeSet<_> = OPERATIONS.iter().map(OperationInfo::name).collect();
    assert_eq!(names.len(), OPERATIONS.len());
    assert!(OPERATIONS.iter().all(|operation| !operation.doc().is_empty()));
}
