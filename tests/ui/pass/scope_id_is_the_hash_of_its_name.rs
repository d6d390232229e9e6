use auth_core::Scope;

use auth_core::private::{X0, X1, X6, X7, X8, XA, XB, XC, XE, XF};

#[derive(Scope)]
#[scope("abc")]
struct Abc;

trait Same<T> {}
impl<T> Same<T> for T {}

fn same<A: Same<B>, B>() {}

type Rest = (X0, (X1, (XC, (XF, (XE, (XA, ())))))); // 01CFEA
type Id = (XB, (XA, (X7, (X8, (X1, (X6, (XB, (XF, (X8, (XF, Rest)))))))))); // BA7816BF8F

fn main() {
    same::<<Abc as Scope>::Id, Id>();
}
