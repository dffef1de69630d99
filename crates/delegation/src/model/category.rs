//! How a trip is treated, and who organises it.

use kernel::codes;

codes! {
    /// How the regulations treat the party (团组性质, 区别管理).
    pub enum Category {
        /// Ordinary limits on people, days and countries.
        Administrative = "administrative" "一般因公团组" "administrative trip",
        /// Academic exchange of teaching and research staff: days as needed.
        /// Source: 厅字〔2016〕17号.
        AcademicExchange = "academic-exchange" "学术交流合作团组" "academic exchange",
    }
}

codes! {
    /// Who organises the trip (组团方式).
    pub enum TripMode {
        /// The school applies on the host's or organiser's letter.
        OwnParty = "own-party" "自组团" "own party",
        /// The school joins a party that another unit organises.
        JoinedParty = "joined-party" "双跨团组" "joined party",
    }
}
