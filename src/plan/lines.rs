//! On which lines of `plan.toml` the numbers of the districts stand.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

/// The lines of one district, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DistrictLines {
    /// Its place among `[[districts]]`, from 1.
    pub number: usize,
    /// The line of `registered`.
    pub registered: usize,
    /// The line of `online_before`.
    pub online_before: usize,
}

/// As much of a plan as is asked here.
#[derive(Deserialize)]
struct Places {
    districts: Vec<District>,
}

#[derive(Deserialize)]
struct District {
    geocode: String,
    registered: Spanned<u32>,
    online_before: Spanned<u32>,
}

/// The lines of each district of the plan in `text`, by geocode; none where it is no plan.
pub fn of_districts(text: &str) -> BTreeMap<String, DistrictLines> {
    let line = |span: Range<usize>| text.bytes().take(span.start).filter(|byte| *byte == b'\n').count() + 1;
    let lines = |(number, district): (usize, District)| {
        let (registered, online_before) = (line(district.registered.span()), line(district.online_before.span()));
        (district.geocode, DistrictLines { number, registered, online_before })
    };
    let places = toml::from_str(text).unwrap_or(Places { districts: Vec::new() });
    (1..).zip(places.districts).map(lines).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_district_is_found_by_its_lines() {
        let text = "# แผน\n[[districts]]\ngeocode = \"5601\"\nregistered = 2\n\nonline_before = 1\n[[districts]]\n\
                    geocode = \"5602\"\nonline_before = 1\nregistered = 3\n";
        let lines = |number, registered, online_before| DistrictLines { number, registered, online_before };
        let expected = [("5601".to_owned(), lines(1, 4, 6)), ("5602".to_owned(), lines(2, 10, 9))];
        assert_eq!(of_districts(text), BTreeMap::from(expected));
        assert_eq!(of_districts("districts = 1"), BTreeMap::new());
    }
}
