//! Ids: the places of items in lists. An id indexes the lists of what it numbers and no others.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

pub use index_vec::{Idx, IndexSlice, IndexVec, index_vec};

/// Defines types of ids. They index an [`IndexVec`], and they sort by their place in it.
#[macro_export]
macro_rules! ids {
    ($($(#[$doc:meta])* $vis:vis $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $name(u32);

        #[allow(dead_code)]
        impl $name {
            /// The id of the item at an index.
            #[inline]
            $vis const fn new(index: usize) -> $name {
                $name(index as u32)
            }

            /// The index of the item.
            #[inline]
            $vis const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl $crate::Idx for $name {
            #[inline]
            fn from_usize(index: usize) -> $name {
                $name::new(index)
            }

            #[inline]
            fn index(self) -> usize {
                self.index()
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.index())
            }
        }
    )*};
}

ids! {
    /// Anything with a name: see [`Thing`](crate::Thing).
    pub ThingId,
    /// An act: index into [`Model::acts`](crate::Model::acts).
    pub ActId,
    /// A part of an act: index into [`Model::parts`](crate::Model::parts).
    pub PartId,
    /// An effect of a part or a norm: index into [`Model::effects`](crate::Model::effects).
    pub EffectId,
    /// A norm: index into [`Model::norms`](crate::Model::norms).
    pub NormId,
    /// A declared status: index into [`Model::statuses`](crate::Model::statuses).
    pub StatusId,
    /// A declared deed: index into [`Model::deeds`](crate::Model::deeds).
    pub DeedId,
    /// A viewpoint: index into [`Model::viewpoints`](crate::Model::viewpoints).
    pub ViewpointId,
    /// A source: index into [`Model::sources`](crate::Model::sources).
    pub SourceId,
    /// A citation: index into [`Model::citations`](crate::Model::citations).
    pub CitationId,
    /// Another reading of a date: index into [`Model::disputes`](crate::Model::disputes).
    pub DisputeId,
    /// A matter that is read: index into [`Model::imports`](crate::Model::imports).
    pub ImportId,
    /// A status that another matter may say to hold: index into [`Model::imported`](crate::Model::imported).
    pub ImportedId,
}

/// Ids that follow one another: an iterator, like a range of numbers.
#[derive(Clone, PartialEq, Eq)]
pub struct Ids<I> {
    range: Range<u32>,
    of: PhantomData<I>,
}

impl<I: Idx> Ids<I> {
    /// From one id up to, and without, another.
    #[inline]
    pub fn new(start: I, end: I) -> Ids<I> {
        Ids { range: start.index() as u32..end.index() as u32, of: PhantomData }
    }

    /// One id.
    #[inline]
    pub fn one(id: I) -> Ids<I> {
        Ids { range: id.index() as u32..id.index() as u32 + 1, of: PhantomData }
    }

    /// The first id; of none, where they would begin.
    #[inline]
    pub fn start(&self) -> I {
        I::from_usize(self.range.start as usize)
    }

    /// The id behind the last.
    #[inline]
    pub fn end(&self) -> I {
        I::from_usize(self.range.end as usize)
    }

    /// The same as a range, which indexes a list.
    #[inline]
    pub fn range(&self) -> Range<I> {
        self.start()..self.end()
    }

    /// Whether it is one of them.
    #[inline]
    pub fn contains(&self, id: I) -> bool {
        self.range.contains(&(id.index() as u32))
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }
}

impl<I> Default for Ids<I> {
    fn default() -> Ids<I> {
        Ids { range: 0..0, of: PhantomData }
    }
}

impl<I: Idx> Iterator for Ids<I> {
    type Item = I;

    #[inline]
    fn next(&mut self) -> Option<I> {
        self.range.next().map(|index| I::from_usize(index as usize))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
    }
}

impl<I: Idx> DoubleEndedIterator for Ids<I> {
    #[inline]
    fn next_back(&mut self) -> Option<I> {
        self.range.next_back().map(|index| I::from_usize(index as usize))
    }
}

impl<I: Idx> ExactSizeIterator for Ids<I> {}

impl<I> fmt::Debug for Ids<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.range.fmt(f)
    }
}
