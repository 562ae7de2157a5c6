//! Which parts of a picture are new: what a compositor says, so that the rest need not be copied or
//! converted again.

/// A rectangle of a picture, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Pixels per row.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl Part {
    /// All of a picture.
    pub fn whole(width: u32, height: u32) -> Part {
        Part { x: 0, y: 0, width, height }
    }

    /// As protocols say it, in signed numbers; what is left of or above the picture is left out.
    pub fn from_signed(x: i32, y: i32, width: i32, height: i32) -> Part {
        let span = |at: i32, len: i32| {
            let end = i64::from(at) + i64::from(len.max(0));
            let start = at.max(0) as u32;
            (start, (end.max(0) as u32).saturating_sub(start))
        };
        let ((x, width), (y, height)) = (span(x, width), span(y, height));
        Part { x, y, width, height }
    }

    /// Grown until its edges are even: 4:2:0 has no samples of less.
    pub fn even(self) -> Part {
        let span = |at: u32, len: u32| {
            let end = at.saturating_add(len);
            (at & !1, end.saturating_add(end & 1) - (at & !1))
        };
        let ((x, width), (y, height)) = (span(self.x, self.width), span(self.y, self.height));
        Part { x, y, width, height }
    }

    /// What of it is inside a picture of this size.
    pub fn within(self, width: u32, height: u32) -> Part {
        let span = |at: u32, len: u32, most: u32| {
            let start = at.min(most);
            (start, at.saturating_add(len).min(most) - start)
        };
        let ((x, width), (y, height)) =
            (span(self.x, self.width, width), span(self.y, self.height, height));
        Part { x, y, width, height }
    }

    /// True without pixels.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// How many pixels it has.
    pub fn area(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    fn holds(self, other: Part) -> bool {
        other.is_empty() || self.around(other) == self
    }

    /// The least part that has both in it.
    fn around(self, other: Part) -> Part {
        let span = |at: u32, len: u32, other_at: u32, other_len: u32| {
            let start = at.min(other_at);
            let end = at.saturating_add(len).max(other_at.saturating_add(other_len));
            (start, end - start)
        };
        let (x, width) = span(self.x, self.width, other.x, other.width);
        let (y, height) = span(self.y, self.height, other.y, other.height);
        Part { x, y, width, height }
    }
}

/// Parts that are told apart; of more, only the one around all of them is known.
const PARTS: usize = 8;

/// What of a picture is new, or out of date. Parts may overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    whole: bool,
    parts: [Part; PARTS],
    used: usize,
}

impl Damage {
    /// Nothing is new.
    pub const NONE: Damage = Damage { whole: false, parts: [NOTHING; PARTS], used: 0 };

    /// Everything is new, whatever the size.
    pub const WHOLE: Damage = Damage { whole: true, ..Damage::NONE };

    /// True if all of it counts as new.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// One more part is new.
    pub fn add(&mut self, part: Part) {
        if self.whole || self.known().iter().any(|known| known.holds(part)) {
            return;
        }
        if self.used == PARTS {
            let all = self.known().iter().fold(part, |all, known| all.around(*known));
            *self = Damage::NONE;
            self.keep(all);
            return;
        }
        // Parts that one rectangle covers without more pixels need not be two.
        let joins =
            |known: &Part| known.around(part).area() <= known.area().saturating_add(part.area());
        match self.known().iter().position(joins) {
            Some(at) => self.parts[at] = self.parts[at].around(part),
            None => self.keep(part),
        }
    }

    /// What is new in the other is new in this one too.
    pub fn join(&mut self, other: &Damage) {
        if other.whole {
            *self = Damage::WHOLE;
        }
        other.known().iter().for_each(|part| self.add(*part));
    }

    /// The parts inside of a picture of this size.
    pub fn parts(&self, width: u32, height: u32) -> impl Iterator<Item = Part> + '_ {
        let whole = self.whole.then(|| Part::whole(width, height));
        let parts = self.known().iter().map(move |part| part.within(width, height));
        whole.into_iter().chain(parts).filter(|part| !part.is_empty())
    }

    fn known(&self) -> &[Part] {
        &self.parts[..self.used]
    }

    fn keep(&mut self, part: Part) {
        self.parts[self.used] = part;
        self.used += 1;
    }
}

impl Default for Damage {
    /// Nothing.
    fn default() -> Damage {
        Damage::NONE
    }
}

const NOTHING: Part = Part { x: 0, y: 0, width: 0, height: 0 };

#[cfg(test)]
mod tests {
    use super::*;

    fn part(x: u32, y: u32, width: u32, height: u32) -> Part {
        Part { x, y, width, height }
    }

    fn of(parts: &[Part]) -> Damage {
        let mut damage = Damage::NONE;
        parts.iter().for_each(|part| damage.add(*part));
        damage
    }

    fn pixels(damage: &Damage, width: u32, height: u32) -> Vec<bool> {
        let mut pixels = vec![false; (width * height) as usize];
        for part in damage.parts(width, height) {
            for y in part.y..part.y + part.height {
                let row = (y * width + part.x) as usize;
                pixels[row..row + part.width as usize].fill(true);
            }
        }
        pixels
    }

    #[test]
    fn edges_grow_to_even_ones_and_end_with_the_picture() {
        assert_eq!(part(3, 4, 2, 1).even(), part(2, 4, 4, 2));
        assert_eq!(part(2, 4, 4, 2).even(), part(2, 4, 4, 2));
        assert_eq!(part(2, 4, 9, 9).within(5, 30), part(2, 4, 3, 9));
        assert!(part(9, 0, 2, 2).within(5, 5).is_empty());
        let far = part(u32::MAX, 0, u32::MAX, 1);
        assert!(far.even().within(64, 64).is_empty());
        assert_eq!(Part::from_signed(-4, 2, 10, i32::MAX), part(0, 2, 6, i32::MAX as u32));
        assert!(Part::from_signed(-4, 0, 4, 1).is_empty());
        assert!(Part::from_signed(3, 0, -4, 1).is_empty());
    }

    #[test]
    fn no_pixel_is_forgotten() {
        // Twenty parts all over the place, by a generator of Lehmer's.
        let mut state = 48_271_u64;
        let mut next = |most: u32| {
            state = state * 48_271 % 0x7fff_ffff;
            (state % u64::from(most)) as u32
        };
        for count in 1..20 {
            let parts: Vec<Part> =
                (0..count).map(|_| part(next(60), next(40), next(20), next(20))).collect();
            let damage = of(&parts);
            let covered = pixels(&damage, 64, 48);
            for one in &parts {
                let alone = pixels(&of(&[*one]), 64, 48);
                assert!(alone.iter().zip(&covered).all(|(new, known)| !new || *known), "{one:?}");
            }
            let mut joined = of(&parts[count / 2..]);
            joined.join(&of(&parts[..count / 2]));
            let covered = pixels(&joined, 64, 48);
            for one in &parts {
                let alone = pixels(&of(&[*one]), 64, 48);
                assert!(alone.iter().zip(&covered).all(|(new, known)| !new || *known), "{one:?}");
            }
        }
    }

    #[test]
    fn parts_that_make_one_rectangle_are_one() {
        let damage = of(&[part(0, 0, 8, 8), part(8, 0, 8, 8), part(2, 2, 3, 3)]);
        assert_eq!(damage.parts(64, 64).collect::<Vec<_>>(), [part(0, 0, 16, 8)]);
        assert_eq!(of(&[part(0, 0, 8, 8), part(40, 40, 8, 8)]).parts(64, 64).count(), 2);
    }

    #[test]
    fn a_whole_one_stays_whole() {
        let mut damage = Damage::WHOLE;
        damage.add(part(1, 1, 1, 1));
        assert_eq!(damage.parts(7, 5).collect::<Vec<_>>(), [part(0, 0, 7, 5)]);
        let mut other = of(&[part(1, 1, 1, 1)]);
        assert!(!other.is_whole());
        other.join(&damage);
        assert!(other.is_whole());
        assert_eq!(Damage::NONE.parts(7, 5).count(), 0);
    }
}
