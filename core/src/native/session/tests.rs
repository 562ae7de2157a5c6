//! Both ends, playing by the rules and breaking them.

use std::collections::VecDeque;

use proptest::prelude::*;

use super::*;
use crate::native::message::end::Busy;
use crate::native::message::hello::{Hello, Resume, StreamPlan, Welcome};
use crate::native::message::running::{Reconfigure, Reconfigured, TileAsk};
use crate::native::message::tests::message;
use crate::native::message::value::{Slices, Ticket, Tile};
use crate::native::vectors::{hello, plan, report, welcome};
use crate::recovery::Ask;
use crate::units::{Bitrate, FrameId, Micros};

const ASK: TileAsk = TileAsk { tile: Tile::FIRST, ask: Ask::KeyFrame };

fn at(secs: u64) -> Micros {
    Micros(0) + Span::from_secs(secs)
}

fn wish(request: u16) -> Reconfigure {
    let bitrate = Some(Bitrate::from_kbps(30_000 + u64::from(request)));
    Reconfigure { request: RequestId(request), mode: None, bitrate, format: None, fec: None }
}

fn changed(request: Option<u16>, bitrate: u64) -> Reconfigured {
    let plan = StreamPlan { bitrate: Bitrate::from_kbps(bitrate), ..plan() };
    Reconfigured { request: request.map(RequestId), first: FrameId(9), plan }
}

/// Both ends as `welcome` leaves them.
fn offered() -> (Host, Client) {
    let (mut client, message) = Client::new(hello(), at(0));
    let mut host = Host::new(at(0));
    assert_eq!(host.on_message(message, at(1)), Ok(Some(HostEvent::Asked)));
    let message = host.welcome(welcome(), at(1)).unwrap();
    assert_eq!(client.on_message(message), Ok(Some(ClientEvent::Welcomed)));
    (host, client)
}

fn running() -> (Host, Client) {
    let (mut host, mut client) = offered();
    let message = client.start().unwrap();
    assert_eq!(host.on_message(message, at(2)), Ok(Some(HostEvent::Started)));
    (host, client)
}

#[test]
fn a_session_from_hello_to_bye() {
    let (mut host, mut client) = running();
    let message = client.reconfigure(wish(1)).unwrap();
    let event = host.on_message(message, at(3));
    assert_eq!(event, Ok(Some(HostEvent::Reconfigure(wish(1)))));
    let change = changed(Some(1), 30_001);
    let message = host.reconfigured(change).unwrap();
    assert_eq!(client.on_message(message), Ok(Some(ClientEvent::Reconfigured(change))));
    assert_eq!((host.plan(), client.plan()), (Some(&change.plan), Some(&change.plan)));
    let event = host.on_message(client.ask(ASK).unwrap(), at(4));
    assert_eq!(event, Ok(Some(HostEvent::Ask(ASK))));
    let event = host.on_message(client.report(report()).unwrap(), at(4));
    assert_eq!(event, Ok(Some(HostEvent::Report(report()))));
    let bye = Bye::from(Reason::Finished);
    let message = client.bye(bye.clone()).unwrap();
    assert_eq!(host.on_message(message, at(5)), Ok(Some(HostEvent::Ended(bye.clone()))));
    assert_eq!((host.bye(bye.clone()), client.bye(bye)), (None, None));
    assert_eq!((host, client), (Host::Gone(Reason::Finished), Client::Left(Reason::Finished)));
}

/// One message of each kind, in the order of their numbers.
fn all() -> [Message; 9] {
    [
        Message::Hello(Box::new(hello())),
        Message::Welcome(Box::new(welcome())),
        Message::Busy(Busy { retry: None }),
        Message::Start,
        Message::Reconfigure(wish(1)),
        Message::Reconfigured(changed(None, 40_000)),
        Message::Ask(ASK),
        Message::Report(report()),
        Message::Bye(Bye::from(Reason::Finished)),
    ]
}

/// Names of the messages that a machine takes, by what `take` says of each.
fn taken(take: impl Fn(Message) -> Result<bool, TurnError>) -> String {
    let takes = |message: Message| {
        let name = message.kind().name;
        match take(message) {
            Ok(true) => Some(name),
            Ok(false) => Some("(ignored)"),
            Err(TurnError::OutOfTurn { .. }) => None,
            Err(error) => panic!("{name}: {error}"),
        }
    };
    let names: Vec<_> = all().into_iter().filter_map(takes).collect();
    names.join(" ")
}

#[test]
fn a_host_takes_what_is_its_turn_and_nothing_else() {
    let mut asked = Host::new(at(0));
    asked.on_message(Message::Hello(Box::new(hello())), at(0)).unwrap();
    let mut away = running().0;
    away.on_disconnect(at(2));
    let cases = [
        (Host::new(at(0)), "Hello Bye"),
        (asked, "Bye"),
        (offered().0, "Start Bye"),
        (running().0, "Reconfigure Ask Report Bye"),
        (away, ""),
        (Host::Gone(Reason::Finished), ""),
    ];
    for (host, expected) in cases {
        let names = taken(|message| {
            let mut host = host.clone();
            let taken = host.on_message(message, at(2)).map(|event| event.is_some());
            assert_eq!(taken.is_err(), host == Host::Left(Reason::Protocol));
            taken
        });
        assert_eq!(names, expected, "{host:?}");
    }
    assert_eq!(Host::Left(Reason::Finished).on_message(Message::Start, at(2)), Ok(None));
}

#[test]
fn a_client_takes_what_is_its_turn_and_nothing_else() {
    let mut away = running().1;
    away.on_disconnect(at(2));
    let cases = [
        (Client::new(hello(), at(0)).0, "Welcome Busy Bye"),
        (offered().1, "Bye"),
        (running().1, "Reconfigured Bye"),
        (away, ""),
        (Client::Gone(Reason::Finished), ""),
    ];
    for (client, expected) in cases {
        let names = taken(|message| {
            let mut client = client.clone();
            let taken = client.on_message(message).map(|event| event.is_some());
            assert_eq!(taken.is_err(), client == Client::Left(Reason::Protocol));
            taken
        });
        assert_eq!(names, expected, "{client:?}");
    }
    assert_eq!(Client::Left(Reason::Finished).on_message(Message::Start), Ok(None));
}

#[test]
fn a_plan_beyond_the_client_is_refused_at_both_ends() {
    let beyond = StreamPlan { slices: Slices::new(9).unwrap(), ..plan() };
    let large = Welcome { plan: beyond, ..welcome() };
    let mut host = Host::new(at(0));
    host.on_message(Message::Hello(Box::new(hello())), at(0)).unwrap();
    assert_eq!(host.welcome(large.clone(), at(0)), Err(TurnError::Unfit));
    assert!(host.welcome(welcome(), at(0)).is_ok(), "nothing changed");
    let mut client = Client::new(hello(), at(0)).0;
    assert_eq!(client.on_message(Message::Welcome(Box::new(large))), Err(TurnError::Unfit));
    assert_eq!(client, Client::Left(Reason::Format));
    let (mut host, mut client) = running();
    let change = Reconfigured { request: None, first: FrameId(1), plan: beyond };
    assert_eq!(host.reconfigured(change), Err(TurnError::Unfit));
    assert_eq!(client.on_message(Message::Reconfigured(change)), Err(TurnError::Unfit));
}

#[test]
fn a_version_that_was_not_offered_is_refused() {
    let later = Welcome { version: Version(2), ..welcome() };
    let error = TurnError::Version(Version(2));
    let mut host = Host::new(at(0));
    host.on_message(Message::Hello(Box::new(hello())), at(0)).unwrap();
    assert_eq!(host.welcome(later.clone(), at(0)), Err(error));
    let mut client = Client::new(hello(), at(0)).0;
    assert_eq!(client.on_message(Message::Welcome(Box::new(later))), Err(error));
    assert_eq!(client, Client::Left(Reason::Version));
}

#[test]
fn one_wish_at_a_time() {
    let (mut host, mut client) = running();
    let first = client.reconfigure(wish(1)).unwrap();
    assert_eq!(client.reconfigure(wish(2)), Err(TurnError::StillOpen(RequestId(1))));
    host.on_message(first, at(3)).unwrap();
    let other = host.reconfigured(changed(Some(2), 1_000));
    assert_eq!(other, Err(TurnError::NotAsked(RequestId(2))));
    let by_itself = host.reconfigured(changed(None, 2_000)).unwrap();
    client.on_message(by_itself).unwrap();
    assert!(client.reconfigure(wish(2)).is_err(), "that was no answer");
    client.on_message(host.reconfigured(changed(Some(1), 3_000)).unwrap()).unwrap();
    let second = client.reconfigure(wish(2)).unwrap();
    host.on_message(second.clone(), at(4)).unwrap();
    assert_eq!(host.on_message(second, at(4)), Err(TurnError::StillOpen(RequestId(2))));
    let error = client.on_message(Message::Reconfigured(changed(Some(7), 1_000)));
    assert_eq!(error, Err(TurnError::NotAsked(RequestId(7))));
}

#[test]
fn a_client_comes_back_to_its_session() {
    let (mut host, mut client) = running();
    host.on_disconnect(at(100));
    client.on_disconnect(at(101));
    assert_eq!(host.deadline(), Some(at(130)));
    let Message::Hello(hello) = client.resume(at(129)).unwrap() else { panic!("no hello") };
    let new = Welcome { session: SessionId(5), ticket: Ticket::new([1; 32]), ..welcome() };
    let message = host.resume(&hello, new, at(129)).unwrap();
    assert_eq!(message, Message::Welcome(Box::new(welcome())), "session and ticket stay");
    client.on_message(message).unwrap();
    host.on_message(client.start().unwrap(), at(129)).unwrap();
    assert!(matches!((host, client), (Host::Running { .. }, Client::Running { .. })));
}

#[test]
fn nobody_else_comes_back_and_nobody_too_late() {
    let (mut host, mut client) = running();
    host.on_disconnect(at(100));
    client.on_disconnect(at(100));
    let resume = Resume { session: welcome().session, ticket: Ticket::new([0; 32]) };
    let stolen = Hello { resume: Some(resume), ..hello() };
    let error = Err(TurnError::NotYours(welcome().session));
    assert_eq!(host.resume(&stolen, welcome(), at(101)), error);
    assert_eq!(host.resume(&hello(), welcome(), at(101)), error);
    let resume = Resume { session: SessionId(1), ticket: welcome().ticket };
    let other = Hello { resume: Some(resume), ..hello() };
    assert_eq!(host.resume(&other, welcome(), at(101)), error);
    assert_eq!(client.resume(at(130)), Err(TurnError::TooLate));
    let Client::Away { hello, .. } = client else { panic!("{client:?}") };
    assert_eq!(host.resume(&hello, welcome(), at(130)), Err(TurnError::TooLate));
    assert_eq!(host.on_time(at(129)), None);
    assert!(host.resume(&hello, welcome(), at(129)).is_ok(), "nothing changed so far");
}

#[test]
fn a_try_to_come_back_that_fails_does_not_lengthen_the_grace() {
    let mut client = running().1;
    client.on_disconnect(at(100));
    client.resume(at(120)).unwrap();
    client.on_disconnect(at(125));
    assert_eq!(client.deadline(), Some(at(130)));
    let other = Welcome { session: SessionId(5), ..welcome() };
    client.resume(at(126)).unwrap();
    let error = Err(TurnError::NotYours(SessionId(5)));
    assert_eq!(client.on_message(Message::Welcome(Box::new(other))), error);
    assert_eq!(client, Client::Left(Reason::NoSession));
}

#[test]
fn who_takes_too_long_is_left() {
    let slow = Some(Message::Bye(Bye::from(Reason::TooSlow)));
    let mut host = Host::new(at(0));
    assert_eq!((host.on_time(at(9)), host.on_time(at(10))), (None, slow.clone()));
    let mut host = Host::new(at(0));
    let late = host.on_message(Message::Hello(Box::new(hello())), at(10));
    assert_eq!(late, Err(TurnError::TooLate));
    let (mut host, client) = offered();
    assert_eq!((host.on_time(at(20)), host.on_time(at(21))), (None, slow.clone()));
    assert_eq!((host.deadline(), client.deadline()), (None, None));
    let mut client = Client::new(hello(), at(0)).0;
    assert_eq!((client.on_time(at(9)), client.on_time(at(10))), (None, slow));
    let mut host = running().0;
    host.on_disconnect(at(50));
    assert_eq!(host.on_time(at(80)), None, "nobody listens");
    assert_eq!(host, Host::Left(Reason::TooSlow));
}

/// What may happen to two honest ends.
#[derive(Clone, Copy, Debug)]
enum Op {
    ToHost,
    ToClient,
    Welcome,
    Busy,
    Start,
    Wish,
    Answer,
    Change,
    Ask,
    Lose,
    Resume,
    ClientBye,
    HostBye,
    Wait,
}

const OPS: [Op; 14] = [
    Op::ToHost,
    Op::ToClient,
    Op::Welcome,
    Op::Busy,
    Op::Start,
    Op::Wish,
    Op::Answer,
    Op::Change,
    Op::Ask,
    Op::Lose,
    Op::Resume,
    Op::ClientBye,
    Op::HostBye,
    Op::Wait,
];

struct Pair {
    host: Host,
    client: Client,
    to_host: VecDeque<Message>,
    to_client: VecDeque<Message>,
    now: Micros,
    count: u16,
}

impl Pair {
    fn new() -> Pair {
        let (client, message) = Client::new(hello(), at(0));
        let (to_host, to_client) = (VecDeque::from([message]), VecDeque::new());
        Pair { host: Host::new(at(0)), client, to_host, to_client, now: at(0), count: 0 }
    }

    /// What is not an end's turn it must not do: such an operation does nothing.
    fn apply(&mut self, op: Op) {
        self.count += 1;
        let (count, now) = (self.count, self.now);
        let open = match self.host {
            Host::Running { open, .. } => open.map(|request| request.0),
            _ => None,
        };
        match op {
            Op::ToHost => self.deliver_to_host(),
            Op::ToClient => self.deliver_to_client(),
            Op::Welcome => self.to_client.extend(self.host.welcome(welcome(), now)),
            Op::Busy => self.to_client.extend(self.host.busy(Busy { retry: None })),
            Op::Start => self.to_host.extend(self.client.start()),
            Op::Wish => self.to_host.extend(self.client.reconfigure(wish(count))),
            Op::Answer => {
                let change = changed(open, 1_000 + u64::from(count));
                self.to_client.extend(self.host.reconfigured(change));
            }
            Op::Change => {
                let change = changed(None, 1_000 + u64::from(count));
                self.to_client.extend(self.host.reconfigured(change));
            }
            Op::Ask => self.to_host.extend(self.client.ask(ASK)),
            Op::Lose => self.lose(),
            Op::Resume => self.resume(),
            Op::ClientBye => self.to_host.extend(self.client.bye(Reason::Finished.into())),
            Op::HostBye => self.to_client.extend(self.host.bye(Reason::ShuttingDown.into())),
            Op::Wait => self.now = now + Span::from_secs(1),
        }
    }

    fn deliver_to_host(&mut self) {
        if let Some(message) = self.to_host.pop_front() {
            let taken = self.host.on_message(message, self.now);
            assert!(matches!(taken, Ok(_) | Err(TurnError::TooLate)), "{taken:?}");
        }
    }

    fn deliver_to_client(&mut self) {
        if let Some(message) = self.to_client.pop_front() {
            let taken = self.client.on_message(message);
            assert!(taken.is_ok(), "{taken:?}");
        }
    }

    fn lose(&mut self) {
        self.to_host.clear();
        self.to_client.clear();
        self.host.on_disconnect(self.now);
        self.client.on_disconnect(self.now);
    }

    fn resume(&mut self) {
        if let Ok(Message::Hello(hello)) = self.client.resume(self.now) {
            let answer = self.host.resume(&hello, welcome(), self.now);
            let bye = |error: TurnError| Message::Bye(error.bye());
            self.to_client.push_back(answer.unwrap_or_else(bye));
        }
    }

    fn verify_invariants(&self) {
        let quiet = self.to_host.is_empty() && self.to_client.is_empty();
        if let (true, Host::Running { grant, open }, Client::Running { welcome, open: asked, .. }) =
            (quiet, &self.host, &self.client)
        {
            assert_eq!(grant.welcome, **welcome);
            assert_eq!(open, asked);
        }
    }
}

proptest! {
    #[test]
    fn honest_ends_never_break_a_rule(
        ops in prop::collection::vec(prop::sample::select(OPS.to_vec()), 0..120),
    ) {
        let mut pair = Pair::new();
        let opening = [Op::ToHost, Op::Welcome, Op::ToClient, Op::Start, Op::ToHost];
        for op in opening.into_iter().chain(ops) {
            pair.apply(op);
            pair.verify_invariants();
        }
    }

    #[test]
    fn any_messages_leave_a_known_state(
        messages in prop::collection::vec(message(), 0..8),
        steps in prop::collection::vec(0usize..4, 8),
    ) {
        let (mut host, mut client) = running();
        if steps[0] == 0 {
            (host, client) = (Host::new(at(0)), Client::new(hello(), at(0)).0);
        }
        for (message, step) in messages.into_iter().zip(steps) {
            let _ = host.welcome(welcome(), at(1));
            let _ = client.start();
            let refused = host.on_message(message.clone(), at(1)).is_err();
            prop_assert!(!refused || matches!(host, Host::Left(_)));
            let refused = client.on_message(message).is_err();
            prop_assert!(!refused || matches!(client, Client::Left(_)));
            if step == 1 {
                host.on_disconnect(at(1));
                client.on_disconnect(at(1));
            }
        }
    }
}
