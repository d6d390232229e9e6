use auth_core::Permits;

fn send<G: Permits<O>, O>(_: O) {}

fn send_any<G, O>(operation: O) {
    send::<G, O>(operation);
}

fn main() {}
