//! [`Forest`]: which forms belong together (union-find; Tarjan 1975).

/// The root of a group is its first form.
#[derive(Debug, Default)]
pub(super) struct Forest(Vec<u32>);

impl Forest {
    pub(super) fn add(&mut self) -> u32 {
        let form = self.0.len() as u32;
        self.0.push(form);
        form
    }

    pub(super) fn root(&mut self, form: u32) -> u32 {
        let mut at = form;
        while let Some(above) = self.0.get(at as usize).copied() {
            if above == at {
                break;
            }
            // Each points past the one above it: paths are halved as they are walked.
            let next = self.0[above as usize];
            self.0[at as usize] = next;
            at = next;
        }
        at
    }

    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b) as usize] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_form_is_the_root() {
        let mut forest = Forest::default();
        for _ in 0..6 {
            forest.add();
        }
        for (a, b) in [(5, 4), (2, 5), (1, 3), (3, 1)] {
            forest.join(a, b);
        }
        let roots: Vec<u32> = (0..6).map(|form| forest.root(form)).collect();
        assert_eq!(roots, [0, 1, 2, 1, 2, 2]);
    }
}
