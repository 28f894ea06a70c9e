from reportgen.languages.en.snapshot import SNAPSHOT as SNAPSHOT
