//! Every row of the table is an operation, and says the same.

use auth_core::{Endpoint, InvalidPath};
use imodelhub::{
    OPERATIONS,
    briefcases::DeleteLocks,
    imodels::{GetThumbnail, ThumbnailSize},
};

const TABLE: &str = include_str!("../operations.tsv");

#[test]
fn the_operations_are_those_of_the_table_in_its_order() {
    let rows: Vec<_> = TABLE.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>()).collect();
    assert_eq!((rows.len(), OPERATIONS.len()), (25, 25));
    for (row, operation) in rows.iter().zip(OPERATIONS) {
        assert_eq!(operation.name().to_lowercase(), row[0].replace('_', ""));
        assert_eq!((operation.method().as_str(), operation.path()), (row[1], row[2]), "{operation}");
        assert_eq!(operation.requirement().to_string(), row[3], "{operation}");
        assert!(!operation.doc().is_empty(), "{operation}");
    }
}

#[test]
fn a_placeholder_may_be_part_of_a_segment() {
    let thumbnail = GetThumbnail { context_id: "a/b".into(), size: ThumbnailSize::Small, imodel_id: "c d".into() };
    assert_eq!(thumbnail.path().unwrap(), "/Repositories/Context--a%2Fb/ContextScope/SmallThumbnail/c%20d/$file");
    let locks = DeleteLocks { imodel_id: String::new(), briefcase_id: 7 };
    assert!(matches!(locks.path(), Err(InvalidPath::Empty { name: "imodel_id", .. })));
}
