//! The packs at hand: those of a folder, and the built-in ones that it does not replace.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use vigente_packs::{PACKS, READMES, first_paragraph, names};
use vigente_resolve::world::SourceFile;

use crate::world;

/// Where packs are looked for.
#[derive(Default, Debug)]
pub struct PackStore<'a> {
    folder: Option<&'a Path>,
}

/// The folder of packs that was named is not there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missing(pub PathBuf);

/// The files of one pack.
#[derive(Debug)]
pub struct FoundPack {
    /// Its texts.
    pub texts: world::Texts,
    /// How each is called in a message.
    pub shown: Vec<PathBuf>,
}

impl<'a> PackStore<'a> {
    /// With the folder that `--packs` names, which must be there.
    pub fn new(folder: Option<&'a Path>) -> Result<PackStore<'a>, Missing> {
        match folder.filter(|f| !f.is_dir()) {
            Some(missing) => Err(Missing(missing.to_owned())),
            None => Ok(PackStore { folder }),
        }
    }

    /// The folder that stands in for a pack. A name may not lead out of the folder of packs, and what begins with `_`
    /// is no name.
    pub fn own(&self, pack: &str) -> Option<PathBuf> {
        let plain = !pack.is_empty() && !pack.starts_with(['_', '.']) && !pack.contains(['/', '\\']);
        self.folder.filter(|_| plain).map(|f| f.join(pack)).filter(|p| p.is_dir())
    }

    /// The names of all packs, sorted; a folder that begins with `_` is there to be copied and is no pack.
    pub fn names(&self) -> Vec<String> {
        let mut all: BTreeSet<String> = names().into_iter().map(str::to_owned).collect();
        let entries = self.folder.and_then(|f| std::fs::read_dir(f).ok()).into_iter().flatten().flatten();
        let folders = entries.map(|e| e.path()).filter(|p| p.is_dir() && world::has_texts(p));
        let own = folders.filter_map(|p| Some(p.file_name()?.to_str()?.to_owned()));
        all.extend(own.filter(|name| !name.starts_with(['_', '.'])));
        all.into_iter().collect()
    }

    /// The files of a pack, of the folder first; none where there is no such pack.
    pub fn find(&self, pack: &str) -> FoundPack {
        if let Some(dir) = self.own(pack) {
            let mut texts = world::read(&dir);
            let shown = texts.files.iter().map(|f| dir.join(&f.name)).collect();
            texts.files.iter_mut().for_each(|f| f.pack = Some(pack.to_owned()));
            return FoundPack { texts, shown };
        }
        let built_in = || PACKS.iter().filter(|(name, _, _)| *name == pack);
        let files = built_in().map(|&(pack, file, text)| SourceFile::of_pack(pack, file, text)).collect();
        let shown = built_in().map(|(pack, file, _)| Path::new("packs").join(pack).join(file)).collect();
        FoundPack { texts: world::Texts { files, ..world::Texts::default() }, shown }
    }

    /// The first paragraph of its README; empty where there is none.
    pub fn about(&self, pack: &str) -> String {
        let readme = match self.own(pack) {
            Some(dir) => std::fs::read_to_string(dir.join("README.md")).ok(),
            None => READMES.iter().find(|(name, _)| *name == pack).map(|(_, text)| (*text).to_owned()),
        };
        readme.map(|text| first_paragraph(&text)).unwrap_or_default()
    }
}
