"""Settings: defaults < newsdiff.toml < NEWSDIFF_<SECTION>_<KEY> < flags; read once, passed along.

This is the only place that reads the environment. Each value knows where it came from (`newsdiff config show`).
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from newsdiff.errors import ConfigError
from newsdiff.model.article import Selectors

FILE_NAME = "newsdiff.toml"
POLICIES = ("attentive", "news-sniffer", "newsdiffs")


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """[fetch]: how newsdiff goes out to the network."""

    #: quiet between the end of one request to a host and the start of the next; 0 is allowed
    host_gap_s: float = 2.0
    #: all network time of one look, robots.txt and redirects included; waiting for a turn does not count
    timeout_s: float = 30.0
    #: for connecting, TLS not included; shared by the addresses of a host
    connect_timeout_s: float = 10.0
    #: of a decoded answer
    limit_bytes: int = 10_000_000
    #: requests in flight at once, over all hosts
    concurrency: int = 16
    #: networks that may be fetched from although they are not public, such as "127.0.0.0/8"
    allow_private: tuple[str, ...] = ()
    #: web or mail address for publishers to reach the person who runs this; part of the user agent
    contact: str = ""
    #: ask robots.txt first (RFC 9309)
    obey_robots: bool = True
    #: follow redirects from https to http
    allow_downgrade: bool = False
    #: redirects followed in one look
    max_redirects: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoverSettings:
    """[discover]: how feeds are read."""

    #: seconds between two looks at a feed; at least 300
    feed_period_s: float = 900.0
    #: articles taken from one look at a feed; the rest waits for the next
    entries_per_look: int = 200
    #: a first look takes entries of the last days
    first_look_days: int = 7
    #: and, where they carry no dates, the newest ones
    first_look_undated: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """[schedule]: when articles are looked at again."""

    #: attentive | news-sniffer | newsdiffs
    policy: str = "attentive"
    #: largest part of a period by which looks are shifted at random
    jitter: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeSettings:
    """[knowledge]: what newsdiff may use beyond the page itself."""

    #: try the element that held an article's body last time first
    hints: bool = True
    #: leave out what was learned to stand on many articles of a source, and what people ban; learn more with snapshots
    boilerplate: bool = True
    #: numbers that change by themselves, in boxes inside the body, make no version
    ticks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """[sources.NAME]: what differs for one source."""

    selectors: Selectors = field(default_factory=Selectors)
    #: overrules [schedule] policy
    policy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings of one run."""

    #: path or database URL of the archive
    db: str
    fetch: FetchSettings = field(default_factory=FetchSettings)
    discover: DiscoverSettings = field(default_factory=DiscoverSettings)
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    knowledge: KnowledgeSettings = field(default_factory=KnowledgeSettings)
    sources: Mapping[str, SourceSettings] = field(default_factory=dict)
    #: the file that was read, None when there is none
    file: Path | None = None
    #: "section.key" -> where its value came from
    origins: Mapping[str, str] = field(default_factory=dict)

    def source(self, name: str) -> SourceSettings:
        """Settings of one source; the defaults where nothing was written for it."""
        return self.sources.get(name, SourceSettings())

    def policy(self, source: str) -> str:
        """The schedule's name for one source."""
        return self.source(source).policy or self.schedule.policy


_SECTIONS: Mapping[str, type] = {
    "fetch": FetchSettings,
    "discover": DiscoverSettings,
    "schedule": ScheduleSettings,
    "knowledge": KnowledgeSettings,
}


def load_config(
    *,
    db: str | None = None,
    file: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Config:
    """Read all settings. `db` and `file` are flags; `environ` stands in for the process environment in tests.

    Raises: ConfigError naming file, section and key.
    """
    env = os.environ if environ is None else environ
    found = _find_file(file, env)
    document = _read(found) if found else {}
    origins: dict[str, str] = {}
    sections = {name: _section(name, kind, document, found, env, origins) for name, kind in _SECTIONS.items()}
    _check_unknown(document, found, env)
    config = Config(
        db=_database(db, document, found, env, origins),
        sources=_sources(document.get("sources", {}), found),
        file=found,
        origins=origins,
        **sections,
    )
    _check_values(config)
    return config


def _find_file(file: Path | None, env: Mapping[str, str]) -> Path | None:
    named = file or (Path(env["NEWSDIFF_CONFIG"]) if env.get("NEWSDIFF_CONFIG") else None)
    if named:
        if not named.is_file():
            raise ConfigError(f"no configuration file {named}: check --config and NEWSDIFF_CONFIG")
        return named
    return next((path for path in (Path(FILE_NAME), config_folder() / FILE_NAME) if _is_there(path)), None)


def _is_there(file: Path) -> bool:
    """Settings that may not be looked at are not passed over. Raises: ConfigError."""
    try:
        return file.is_file()
    except OSError as error:  # the home or the working directory of somebody else, as after su and sudo
        hint = "go to a folder of your own and check HOME, or name a file with --config"
        raise ConfigError(f"{file.absolute()} cannot be looked at: {error.strerror}; {hint}") from error


def config_folder() -> Path:
    """The user's configuration folder of newsdiff."""
    from platformdirs import user_config_path

    return user_config_path("newsdiff", appauthor=False)


def data_folder() -> Path:
    """The user's data folder of newsdiff."""
    from platformdirs import user_data_path

    return user_data_path("newsdiff", appauthor=False)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file} is no valid TOML: {error}") from error


def _section(
    name: str,
    kind: type,
    document: Mapping[str, Any],
    file: Path | None,
    env: Mapping[str, str],
    origins: dict[str, str],
) -> Any:
    settings = kind()
    hints = get_type_hints(kind)
    table = document.get(name, {})
    if not isinstance(table, dict):
        raise ConfigError(f"{file}: [{name}] must be a table")
    unknown = sorted(set(table) - set(hints))
    if unknown:
        raise ConfigError(f"{file}: [{name}] has no setting {unknown[0]!r}; known: {', '.join(sorted(hints))}")
    for item in fields(kind):
        origin = f"{name}.{item.name}"
        variable = f"NEWSDIFF_{name}_{item.name}".upper()
        origins[origin] = "default"
        if item.name in table:
            value = _typed(table[item.name], hints[item.name], f"{file}: [{name}] {item.name}")
            settings, origins[origin] = replace(settings, **{item.name: value}), str(file)
        if variable in env:
            settings = replace(settings, **{item.name: _parsed(env[variable], hints[item.name], variable)})
            origins[origin] = variable
    return settings


def _check_unknown(document: Mapping[str, Any], file: Path | None, env: Mapping[str, str]) -> None:
    unknown = sorted(set(document) - set(_SECTIONS) - {"sources", "archive"})
    if unknown:
        known = ", ".join(("archive", *_SECTIONS, "sources.NAME"))
        raise ConfigError(f"{file}: unknown section [{unknown[0]}]; known: {known}")
    for name, kind in _SECTIONS.items():
        prefix = f"NEWSDIFF_{name.upper()}_"
        names = {prefix + item.name.upper() for item in fields(kind)}
        strangers = sorted(key for key in env if key.startswith(prefix) and key not in names)
        if strangers:
            raise ConfigError(f"{strangers[0]} names no setting; known: {', '.join(sorted(names))}")


def _database(
    flag: str | None, document: Mapping[str, Any], file: Path | None, env: Mapping[str, str], origins: dict[str, str]
) -> str:
    table = document.get("archive", {})
    if not isinstance(table, dict) or set(table) - {"db"} or not isinstance(table.get("db", ""), str):
        raise ConfigError(f'{file}: [archive] has one setting: db = "path or database URL"')
    for value, origin in ((flag, "--db"), (env.get("NEWSDIFF_DB"), "NEWSDIFF_DB"), (table.get("db"), str(file))):
        if value:
            origins["archive.db"] = origin
            return str(value)
    origins["archive.db"] = "default"
    return str(data_folder() / "newsdiff.sqlite")


def _sources(document: Any, file: Path | None) -> dict[str, SourceSettings]:
    if not isinstance(document, dict):
        raise ConfigError(f"{file}: write sources as [sources.NAME]")
    found = {}
    for name, table in document.items():
        where = f"{file}: [sources.{name}]"
        if not isinstance(table, dict):
            raise ConfigError(f"{where} must be a table")
        unknown = sorted(set(table) - {"article", "remove", "policy"})
        if unknown:
            raise ConfigError(f"{where} has no setting {unknown[0]!r}; known: article, policy, remove")
        texts = tuple[str, ...]
        selectors = {key: _typed(table.get(key, []), texts, f"{where} {key}") for key in ("article", "remove")}
        policy = table.get("policy")
        if policy is not None and policy not in POLICIES:
            raise ConfigError(f"{where} policy: {policy!r} is unknown; known: {', '.join(POLICIES)}")
        found[name] = SourceSettings(selectors=Selectors(**selectors), policy=policy)
    return found


def _typed(value: Any, kind: Any, where: str) -> Any:
    """A value of a TOML file as the setting's type."""
    if kind is bool and isinstance(value, bool):
        return value
    if kind is str and isinstance(value, str):
        return value
    if kind is int and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind == tuple[str, ...]:
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list) and all(isinstance(item, str) for item in values):
            return tuple(values)
    raise ConfigError(f"{where}: {value!r} is not {_NAMES[kind]}")


def _parsed(text: str, kind: Any, where: str) -> Any:
    """A value of an environment variable as the setting's type."""
    if kind == tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if kind is str:
        return text
    if kind is bool:
        word = text.strip().lower()
        if word in _TRUE | _FALSE:
            return word in _TRUE
    try:
        if kind in (int, float):
            return kind(text)
    except ValueError as error:
        raise ConfigError(f"{where}: {text!r} is not {_NAMES[kind]}") from error
    raise ConfigError(f"{where}: {text!r} is not {_NAMES[kind]}")


_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})
_NAMES: Mapping[Any, str] = {
    bool: "true or false",
    str: "a text",
    int: "a whole number",
    float: "a number",
    tuple[str, ...]: "a list of texts",
}


def _check_values(config: Config) -> None:
    import ipaddress

    at_least = {
        "fetch.host_gap_s": 0,
        "fetch.timeout_s": 0.1,
        "fetch.connect_timeout_s": 0.1,
        "fetch.limit_bytes": 1_000,
        "fetch.concurrency": 1,
        "fetch.max_redirects": 0,
        "discover.feed_period_s": 300,
        "discover.entries_per_look": 1,
        "discover.first_look_days": 0,
        "discover.first_look_undated": 0,
        "schedule.jitter": 0,
    }
    for name, least in at_least.items():
        section, key = name.split(".")
        value = getattr(getattr(config, section), key)
        if not least <= value < float("inf"):  # false for nan too
            raise ConfigError(f"{name} = {value} (from {config.origins[name]}) must be at least {least}, and finite")
    if config.schedule.jitter > 0.5:
        raise ConfigError(f"schedule.jitter = {config.schedule.jitter} must be at most 0.5")
    if config.schedule.policy not in POLICIES:
        raise ConfigError(f"schedule.policy = {config.schedule.policy!r} is unknown; known: {', '.join(POLICIES)}")
    for network in config.fetch.allow_private:
        try:
            ipaddress.ip_network(network)
        except ValueError as error:
            raise ConfigError(f"fetch.allow_private: {network!r} is no network ({error}); write 127.0.0.0/8") from error
