//! What the file system does to a write: full disks, folders that take nothing, links, modes. The target is whole
//! every time, and what can't be done is said.

use std::fs;
use std::path::Path;

use portolan::cli::ExitCode;
use portolan::files::atomic_write;
use portolan::files::backups::Backups;

use crate::harness::{Folder, Run, WORKED_EXAMPLE, run};

/// Writes a text with no place for copies, and returns what was said of it.
fn write(path: &Path, text: &str) -> Result<Vec<String>, String> {
    let written = atomic_write::write_keeping(path, &Backups::nowhere(), |file| file.write_all(text.as_bytes()));
    match written {
        Ok(written) => Ok(written.remarks.iter().map(ToString::to_string).collect()),
        Err(err) => Err(std::error::Error::source(&err).map(ToString::to_string).unwrap_or_default()),
    }
}

/// Exports the worked example in process.
fn export(folder: &Folder, output: &Path) -> Run {
    let plan = folder.write("plan.ron", WORKED_EXAMPLE);
    run(["export".into(), plan, "--format=csv".into(), "-o".into(), output.to_owned()])
}

#[test]
fn a_folder_that_is_gone_is_an_error_of_the_system() {
    let folder = Folder::new();
    let run = export(&folder, &folder.path("gone/out.csv"));
    assert_eq!(run.code, ExitCode::System);
    assert!(run.err.starts_with("error: can't write the file: "), "{}", run.err);
    assert_eq!(folder.names(), ["plan.ron"]);
}

#[test]
fn a_folder_in_place_of_a_file_stays_and_is_named() {
    let folder = Folder::new();
    fs::create_dir(folder.path("out.csv")).expect("a folder");
    let run = export(&folder, &folder.path("out.csv"));
    assert_eq!(run.code, ExitCode::System);
    assert!(run.err.ends_with(": this is a folder\n"), "{}", run.err);
    assert_eq!(folder.names(), ["out.csv", "plan.ron"]);
}

#[test]
fn a_new_file_is_never_written_over_another() {
    let folder = Folder::new();
    let path = folder.path("plan.ron");
    let failed = atomic_write::write_new(&path, |file| {
        // Somebody else is faster.
        fs::write(&path, "theirs")?;
        file.write_all(b"mine")
    });
    assert!(failed.is_err());
    assert_eq!((folder.read("plan.ron").as_str(), folder.names().len()), ("theirs", 1));
    let before = atomic_write::write_new(&path, |_| panic!("there is no work when it can't be done"));
    assert!(before.is_err());
    let fresh = folder.path("fresh.ron");
    atomic_write::write_new(&fresh, |file| file.write_all(b"new")).expect("it is not there");
    assert_eq!(folder.read("fresh.ron"), "new");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
    use std::os::unix::process::CommandExt as _;
    use std::path::PathBuf;
    use std::process::{Command, Output};

    use super::*;

    /// The user that owns nothing.
    const NOBODY: u32 = 65_534;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it is there").mode() & 0o7777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    }

    fn is_administrator() -> bool {
        fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0)
    }

    #[test]
    fn a_kept_mode_does_not_pass_through_the_mask_again() {
        let folder = Folder::new();
        let path = folder.write("out.csv", "old");
        for kept in [0o664, 0o666, 0o600, 0o640, 0o755, 0o777] {
            set_mode(&path, kept);
            write(&path, "new").expect("written");
            assert_eq!(format!("{:o}", mode(&path)), format!("{kept:o}"));
        }
    }

    #[test]
    fn owner_and_group_are_kept_where_the_system_lets_it() {
        if !is_administrator() {
            println!("left out: only an administrator can give files away");
            return;
        }
        let folder = Folder::new();
        let path = folder.write("out.csv", "old");
        chown(&path, Some(NOBODY), Some(NOBODY - 1)).expect("an administrator may");
        set_mode(&path, 0o4664);
        write(&path, "new").expect("written");
        let meta = fs::metadata(&path).expect("it is there");
        assert_eq!((meta.uid(), meta.gid(), mode(&path)), (NOBODY, NOBODY - 1, 0o4664));
    }

    #[test]
    fn a_link_that_leads_to_nothing_is_written_through() {
        let folder = Folder::new();
        fs::create_dir(folder.path("deep")).expect("a folder");
        symlink("deep/link", folder.path("out.csv")).expect("a link");
        symlink("../target.csv", folder.path("deep/link")).expect("a link");
        for text in ["first", "second"] {
            write(&folder.path("out.csv"), text).expect("written");
            assert_eq!(folder.read("target.csv"), text);
        }
        for link in ["out.csv", "deep/link"] {
            assert!(fs::symlink_metadata(folder.path(link)).is_ok_and(|meta| meta.is_symlink()), "{link}");
        }
        assert_eq!(folder.names(), ["deep", "out.csv", "target.csv"]);
    }

    #[test]
    fn links_that_lead_round_in_a_circle_are_refused_with_a_word() {
        let folder = Folder::new();
        symlink("b", folder.path("a")).expect("a link");
        symlink("a", folder.path("b")).expect("a link");
        let run = export(&folder, &folder.path("a"));
        assert_eq!(run.code, ExitCode::System);
        assert!(run.err.ends_with(": this is a link that leads round in a circle\n"), "{}", run.err);
        assert_eq!(folder.names(), ["a", "b", "plan.ron"]);
    }

    #[test]
    fn other_names_of_a_replaced_file_are_told() {
        let folder = Folder::new();
        folder.write("out.csv", "old");
        fs::hard_link(folder.path("out.csv"), folder.path("other.csv")).expect("another name");
        let run = export(&folder, &folder.path("out.csv"));
        assert_eq!(run.code, ExitCode::Fine);
        let told = "note: the file had another name (hard links), which still lead to what was in it before: ";
        assert!(run.err.contains(told), "{}", run.err);
        assert_eq!(folder.read("other.csv"), "old");
        let run = export(&folder, &folder.path("out.csv"));
        assert!(!run.err.contains("hard links"), "it has one name now: {}", run.err);
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let folder = Folder::new();
        let path = folder.write("out.csv", "old");
        set_mode(&path, 0o444);
        assert_eq!(write(&path, "new"), Err("the file is read-only".to_owned()));
        assert_eq!(folder.read("out.csv"), "old");
    }

    /// A folder of an administrator's, and the program run by somebody who owns nothing but a home in it.
    struct Stranger {
        folder: Folder,
        program: PathBuf,
    }

    impl Stranger {
        /// `None` where nobody can be made a stranger.
        #[expect(clippy::print_stdout, reason = "a test that is left out says so")]
        fn new() -> Option<Self> {
            if !is_administrator() {
                println!("left out: only an administrator can run the program as somebody else");
                return None;
            }
            let folder = Folder::new();
            set_mode(&folder.path(""), 0o755);
            // The folder of the build may be closed to strangers.
            let program = folder.path("portolan");
            fs::copy(env!("CARGO_BIN_EXE_portolan"), &program).expect("a copy of the program");
            folder.write("plan.ron", WORKED_EXAMPLE);
            for name in ["home", "there"] {
                fs::create_dir(folder.path(name)).expect("a folder");
            }
            chown(folder.path("home"), Some(NOBODY), None).expect("an administrator may");
            Some(Self { folder, program })
        }

        /// Exports to `there/NAME`.
        fn export(&self, name: &str) -> Output {
            let mut command = Command::new(&self.program);
            command.args(["export", "--format=csv", "-o"]).arg(self.folder.path("there").join(name));
            command.arg(self.folder.path("plan.ron")).uid(NOBODY).gid(NOBODY).env_clear();
            command.env("HOME", self.folder.path("home")).output().expect("the program runs")
        }

        fn file(&self, text: &str, mode: u32) -> PathBuf {
            let path = self.folder.write("there/out.csv", text);
            set_mode(&path, mode);
            path
        }

        /// The texts of the copies in the home.
        fn copies(&self) -> Vec<String> {
            let Ok(entries) = fs::read_dir(self.folder.path("home/.local/share/portolan/backups")) else {
                return Vec::new();
            };
            entries.map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a text")).collect()
        }
    }

    #[test]
    fn where_the_folder_takes_no_new_file_a_copy_is_kept_and_the_file_written_in_place() {
        // In the second folder everybody may make files, and replace none but his own.
        for of_folder in [0o755, 0o1777] {
            let Some(stranger) = Stranger::new() else { return };
            let path = stranger.file("old", 0o666);
            set_mode(&stranger.folder.path("there"), of_folder);
            let ended = stranger.export("out.csv");
            let said = String::from_utf8_lossy(&ended.stderr);
            assert_eq!(ended.status.code(), Some(0), "{said}");
            assert!(said.contains("note: the folder takes no new file, so the file was written in place; "), "{said}");
            assert!(fs::read_to_string(&path).expect("a text").starts_with("rule_id,"));
            assert_eq!((stranger.copies(), mode(&path)), (vec!["old".to_owned()], 0o666));
            assert_eq!(fs::read_dir(stranger.folder.path("there")).expect("the folder").count(), 1);
        }
    }

    #[test]
    fn a_read_only_folder_takes_no_file_that_is_not_there() {
        let Some(stranger) = Stranger::new() else { return };
        let ended = stranger.export("new.csv");
        assert_eq!(ended.status.code(), Some(3), "{ended:?}");
        assert!(ended.stderr.starts_with(b"error: can't write the file: "), "{ended:?}");
        assert_eq!(fs::read_dir(stranger.folder.path("there")).expect("the folder").count(), 0);
    }

    #[test]
    fn a_file_without_write_permission_is_not_replaced() {
        let Some(stranger) = Stranger::new() else { return };
        let path = stranger.file("old", 0o644);
        set_mode(&stranger.folder.path("there"), 0o777);
        let ended = stranger.export("out.csv");
        assert_eq!(ended.status.code(), Some(3), "{ended:?}");
        assert_eq!(fs::read_to_string(&path).expect("a text"), "old");
        assert_eq!(fs::read_dir(stranger.folder.path("there")).expect("the folder").count(), 1);
    }

    /// Exports a picture where there is no room for it, over a file that is there, by a shell that `before` prepares.
    fn check_no_room(folder: &Folder, output: &Path, before: &str) {
        let plan = folder.write("plan.ron", WORKED_EXAMPLE);
        fs::write(output, "old").expect("a file");
        let script = format!("{before} exec \"$0\" export --format=matrix-png -o \"$1\" \"$2\"");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(env!("CARGO_BIN_EXE_portolan")).arg(output).arg(plan);
        let ended = command.output().expect("the program runs");
        assert_eq!(ended.status.code(), Some(3), "{ended:?}");
        assert!(ended.stderr.starts_with(b"error: can't write the file: "), "{ended:?}");
        assert_eq!(fs::read_to_string(output).expect("a text"), "old");
        let in_folder = output.parent().expect("a folder");
        let names = fs::read_dir(in_folder).expect("the folder").map(|entry| entry.expect("an entry").file_name());
        assert!(names.into_iter().all(|name| !name.to_string_lossy().starts_with(".portolan-")), "litter");
    }

    #[test]
    fn a_file_that_gets_too_large_leaves_the_old_one() {
        let folder = Folder::new();
        check_no_room(&folder, &folder.path("out.png"), "trap '' XFSZ; ulimit -f 4;");
    }

    #[test]
    fn a_full_disk_leaves_the_old_file() {
        let folder = Folder::new();
        let disk = folder.path("disk");
        fs::create_dir(&disk).expect("a folder");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8k", "tmpfs"]).arg(&disk).output();
        if !mounted.is_ok_and(|ended| ended.status.success()) {
            println!("left out: this machine mounts no small disk");
            return;
        }
        let checked = std::panic::catch_unwind(|| check_no_room(&folder, &disk.join("out.png"), ""));
        let unmounted = Command::new("umount").arg(&disk).status();
        assert!(unmounted.is_ok_and(|status| status.success()));
        assert!(checked.is_ok(), "{checked:?}");
    }
}
