//! The columns of one worksheet, and what lies on which of them.

/// A worksheet's columns, by their edges in pixels from the left (96 to the inch).
pub(super) struct Grid {
    edges: Vec<u32>,
    /// Whether the columns were cut to suit every block; otherwise they are those of one table.
    free: bool,
}

/// Adjacent columns of a worksheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ColumnRange {
    pub(super) first: u16,
    pub(super) last: u16,
}

/// Edges nearer than this, in pixels, are one.
const NARROWEST: u32 = 10;

impl Grid {
    /// The columns of one table: nothing else cuts them, so each figure stands in a cell of its own.
    pub(super) fn of_table(widths: &[u32]) -> Self {
        let mut edges = vec![0];
        edges.extend(widths.iter().scan(0, |right, width| {
            *right += (*width).max(1);
            Some(*right)
        }));
        if edges.len() == 1 {
            edges.push(NARROWEST);
        }
        Self { edges, free: false }
    }

    /// Columns cut at every edge of every block; `cuts` are shares of `width` pixels.
    pub(super) fn of_cuts(width: u32, cuts: impl IntoIterator<Item = f64>) -> Self {
        let mut wanted: Vec<u32> = cuts.into_iter().map(|cut| (cut.clamp(0.0, 1.0) * f64::from(width)).round() as u32).collect();
        wanted.sort_unstable();
        let mut edges = vec![0];
        for edge in wanted {
            let left = edges.last().copied().unwrap_or(0);
            if edge >= left + NARROWEST && edge + NARROWEST <= width {
                edges.push(edge);
            }
        }
        edges.push(width.max(NARROWEST));
        Self { edges, free: true }
    }

    /// Whether the columns were cut to suit every block.
    pub(super) fn is_free(&self) -> bool {
        self.free
    }

    /// The width of each column in pixels.
    pub(super) fn widths(&self) -> impl Iterator<Item = u32> + '_ {
        self.edges.windows(2).map(|pair| pair[1] - pair[0])
    }

    /// All columns.
    pub(super) fn all(&self) -> ColumnRange {
        ColumnRange { first: 0, last: (self.edges.len() - 2) as u16 }
    }

    /// The columns between each two of `cuts` (ascending shares of the whole width), snapped to the nearest edges;
    /// `None` where one would get no column.
    pub(super) fn split(&self, cuts: &[f64]) -> Option<Vec<ColumnRange>> {
        let edges: Vec<usize> = cuts.iter().map(|cut| self.nearest(*cut)).collect();
        edges
            .windows(2)
            .map(|pair| (pair[0] < pair[1]).then(|| ColumnRange { first: pair[0] as u16, last: (pair[1] - 1) as u16 }))
            .collect()
    }

    /// The width of `span` in pixels.
    pub(super) fn pixels(&self, span: ColumnRange) -> u32 {
        self.edge(usize::from(span.last) + 1) - self.edge(usize::from(span.first))
    }

    /// The width of `span` in points.
    pub(super) fn points(&self, span: ColumnRange) -> f64 {
        f64::from(self.pixels(span)) * 0.75
    }

    fn edge(&self, index: usize) -> u32 {
        self.edges[index.min(self.edges.len() - 1)]
    }

    fn nearest(&self, share: f64) -> usize {
        let wanted = share * f64::from(self.edge(usize::MAX));
        let distance = |index: &usize| (f64::from(self.edges[*index]) - wanted).abs();
        (0..self.edges.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
    }
}

/// Shares `total` pixels among columns in proportion to `shares`, none of them narrower than its place in `least`.
/// Where even the least widths exceed `total` those are kept: the page is then scaled to them.
pub(super) fn share_out(total: u32, shares: &[f64], least: &[f64]) -> Vec<u32> {
    let shares: Vec<f64> = shares.iter().map(|share| if share.is_finite() && *share > 0.0 { *share } else { 1.0 }).collect();
    let mut fixed = vec![false; shares.len()];
    let exact = loop {
        let kept: f64 = least.iter().zip(&fixed).filter(|(_, fixed)| **fixed).map(|(least, _)| least).sum();
        let open: f64 = shares.iter().zip(&fixed).filter(|(_, fixed)| !**fixed).map(|(share, _)| share).sum();
        let unit = (f64::from(total) - kept).max(0.0) / open.max(f64::MIN_POSITIVE);
        let width = |i: usize| if fixed[i] { least[i] } else { shares[i] * unit };
        let narrow: Vec<usize> = (0..shares.len()).filter(|&i| !fixed[i] && width(i) < least[i]).collect();
        if narrow.is_empty() {
            break (0..shares.len()).map(width).collect::<Vec<_>>();
        }
        narrow.into_iter().for_each(|i| fixed[i] = true);
    };
    // Rounding the edges, not the widths, keeps the sum.
    let mut right = 0.0;
    exact
        .iter()
        .map(|width| {
            let left = f64::round(right);
            right += width;
            (f64::round(right) - left) as u32
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_keep_their_sum_and_their_least() {
        assert_eq!(share_out(100, &[1.0, 1.0, 2.0], &[0.0; 3]), [25, 25, 50]);
        assert_eq!(share_out(100, &[1.0, 1.0, 2.0], &[40.0, 0.0, 0.0]), [40, 20, 40]);
        assert_eq!(share_out(100, &[1.0, 1.0], &[80.0, 90.0]), [80, 90]);
        assert_eq!(share_out(100, &[f64::NAN, -1.0, 1.0], &[0.0; 3]).iter().sum::<u32>(), 100);
        assert!(share_out(100, &[], &[]).is_empty());
    }

    #[test]
    fn spans_snap_to_the_nearest_edges() {
        let grid = Grid::of_table(&[10, 40, 50]);
        assert_eq!(grid.all(), ColumnRange { first: 0, last: 2 });
        assert_eq!(
            grid.split(&[0.0, 0.45, 1.0]),
            Some(vec![ColumnRange { first: 0, last: 1 }, ColumnRange { first: 2, last: 2 }])
        );
        assert_eq!(grid.split(&[0.0, 0.4, 0.45, 1.0]), None);
        assert_eq!(grid.pixels(ColumnRange { first: 1, last: 2 }), 90);
        let grid = Grid::of_cuts(1000, [0.0, 0.2, 0.201, 0.5, 1.0, 0.999]);
        assert_eq!(grid.widths().collect::<Vec<_>>(), [200, 300, 500]);
        assert_eq!(Grid::of_cuts(0, []).all(), ColumnRange { first: 0, last: 0 });
        assert_eq!(Grid::of_table(&[]).all(), ColumnRange { first: 0, last: 0 });
    }
}
