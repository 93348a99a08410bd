//! Ids of what a plan numbers; those of the record itself are the model's.

vigente_model::ids! {
    /// A ground status: index into [`Solution::statuses`](crate::Solution::statuses).
    pub GroundStatusId,
    /// A duty: index into [`Solution::duties`](crate::Solution::duties).
    pub DutyId,
    /// A deed of somebody: index into [`Solution::deeds`](crate::Solution::deeds).
    pub DeedLifeId,

    /// A ground deed: index into [`Plan::deeds`](crate::Plan::deeds).
    pub(crate) GroundDeedId,
    /// A deed of somebody, in the order in which they are found: index into `Ground::done`.
    pub(crate) DoneId,
    /// A norm that meets a deed or a binding: index into `Ground::firings`.
    pub(crate) FiringId,
    /// A void norm that meets a part: index into `Ground::voids`.
    pub(crate) VoidId,

    /// An effect that something carries: index into `Instances::all`.
    pub(crate) InstanceId,
    /// Whether a norm fires, or would: index into `Instances::fired`.
    pub(crate) FiredId,
    /// What a copy needs: index into `Instances::copies`.
    pub(crate) CopyId,
    /// Timing and conditions of an effect: index into `Clocks::clocks`.
    pub(crate) ClockId,

    /// How a part stands for everybody, or for one authority: index into `Values::validity`. The parts come first.
    pub(crate) StandingId,
    /// A disapplication of a part: index into `Plan::dis`.
    pub(crate) DisId,
    /// A deed made by a norm: index into `Plan::counted`.
    pub(crate) CountedId,
    /// Copies that are computed together: index into `Plan::groups`.
    pub(crate) CopyGroupId,
    /// Any value: index into the row of all values.
    pub(crate) NodeId,
    /// Values that are computed one after another, or together: index into `Schedule::ends`.
    pub(crate) StretchId,

    /// The name of a deed with its arguments, quantities left open.
    pub(crate) ShapeId,
    /// Deeds of one shape within one bearer: owns a list of `Duties::candidates`.
    pub(crate) DeedGroupId,
    /// What a deed would count as: index into `Duties::would`.
    pub(crate) WouldId,
    /// One of the deeds that a deed would count as: index into [`Counts::deeds`](crate::provenance::Counts::deeds).
    pub WouldDeedId,
    /// What duties ask, and of whom: names the deed or status, and in which way it is asked.
    pub(crate) DemandName,
    /// What a duty asks of whom, and where it lives: index into `Ground::demands`.
    pub(crate) DemandId,
    /// A state of duties that a condition asks for: index into `AskedDuties::all`.
    pub(crate) AskedId,
    /// A finding or a claim: index into `Duties::findings` or `Duties::claims`.
    pub(crate) WordId,
}

impl From<vigente_model::PartId> for StandingId {
    #[inline]
    fn from(part: vigente_model::PartId) -> StandingId {
        StandingId::new(part.index())
    }
}
