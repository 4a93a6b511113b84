"""Settings: defaults < newsdiff.toml < NEWSDIFF_<SECTION>_<KEY> < flags; what is wrong is named."""

from pathlib import Path

import pytest

from newsdiff.config import Config, load_config
from newsdiff.errors import ConfigError


def load(tmp_path: Path, text: str = "", **env: str) -> Config:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    return load_config(file=file, environ=env)


def refused(tmp_path: Path, text: str = "", **env: str) -> str:
    with pytest.raises(ConfigError) as told:
        load(tmp_path, text, **env)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    config = load(tmp_path)
    assert (config.fetch.host_gap_s, config.fetch.allow_private, config.schedule.policy) == (2.0, (), "attentive")
    assert set(config.origins.values()) == {"default"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("127.0.0.0/8", ("127.0.0.0/8",)),
        (" 127.0.0.0/8 , fd00::/8,", ("127.0.0.0/8", "fd00::/8")),
        ("", ()),
    ],
)
def test_lists_in_the_environment_are_comma_separated(tmp_path: Path, text: str, expected: tuple[str, ...]) -> None:
    assert load(tmp_path, NEWSDIFF_FETCH_ALLOW_PRIVATE=text).fetch.allow_private == expected


@pytest.mark.parametrize(("text", "expected"), [("1", True), ("Yes", True), ("off", False), ("0", False)])
def test_switches_in_the_environment(tmp_path: Path, text: str, expected: bool) -> None:
    assert load(tmp_path, NEWSDIFF_FETCH_OBEY_ROBOTS=text).fetch.obey_robots is expected


def test_the_environment_overrules_the_file_and_says_so(tmp_path: Path) -> None:
    config = load(tmp_path, "[fetch]\nhost_gap_s = 7\ntimeout_s = 9", NEWSDIFF_FETCH_HOST_GAP_S="0")
    assert (config.fetch.host_gap_s, config.fetch.timeout_s) == (0.0, 9.0)
    assert config.origins["fetch.host_gap_s"] == "NEWSDIFF_FETCH_HOST_GAP_S"
    assert config.origins["fetch.timeout_s"] == str(tmp_path / "settings.toml")


def test_the_archive_is_named_by_flag_environment_file_or_default(tmp_path: Path) -> None:
    text = '[archive]\ndb = "file.sqlite"'
    assert load(tmp_path, text).db == "file.sqlite"
    assert load(tmp_path, text, NEWSDIFF_DB="env.sqlite").db == "env.sqlite"
    file, env = tmp_path / "settings.toml", {"NEWSDIFF_DB": "env.sqlite"}
    assert load_config(db="flag.sqlite", file=file, environ=env).db == "flag.sqlite"
    assert load(tmp_path).db.endswith("newsdiff/newsdiff.sqlite")


def test_the_file_can_be_named_in_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "elsewhere.toml"
    file.write_text("[fetch]\nhost_gap_s = 7")
    assert load_config(environ={"NEWSDIFF_CONFIG": str(file)}).fetch.host_gap_s == 7
    with pytest.raises(ConfigError, match="no configuration file"):
        load_config(environ={"NEWSDIFF_CONFIG": str(tmp_path / "none.toml")})


def test_settings_that_may_not_be_looked_at_are_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ("x" * 300)))  # no system answers what is there
    with pytest.raises(ConfigError, match=r"newsdiff.toml cannot be looked at: .*; .* check HOME, or name a file"):
        load_config(environ={})


def test_a_source_has_selectors_and_a_schedule_of_its_own(tmp_path: Path) -> None:
    config = load(
        tmp_path, '[sources."the paper"]\narticle = "main"\nremove = [".ad", "aside"]\npolicy = "news-sniffer"'
    )
    assert config.source("the paper").selectors.article == ("main",)
    assert config.source("the paper").selectors.remove == (".ad", "aside")
    assert (config.policy("the paper"), config.policy("another")) == ("news-sniffer", "attentive")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[fetch]\nhost_gap = 1", "[fetch] has no setting 'host_gap'; known: allow_downgrade"),
        ("[fetsch]\nhost_gap_s = 1", "unknown section [fetsch]"),
        ("fetch = 1", "[fetch] must be a table"),
        ("[fetch]\nhost_gap_s = '2'", "[fetch] host_gap_s: '2' is not a number"),
        ("[fetch]\nobey_robots = 1", "[fetch] obey_robots: 1 is not true or false"),
        ("[fetch]\nallow_private = [1]", "is not a list of texts"),
        ("[fetch]\nallow_private = ['127.0.0.1/8']", "is no network"),
        ("[fetch]\nhost_gap_s = -1", "fetch.host_gap_s = -1.0"),
        ("[fetch]\nhost_gap_s = nan", "must be at least 0"),
        ("[discover]\nfeed_period_s = 299", "must be at least 300"),
        ("[schedule]\npolicy = 'hourly'", "known: attentive, news-sniffer, newsdiffs"),
        ("[schedule]\njitter = 0.6", "must be at most 0.5"),
        ("[archive]\npath = 'x'", "[archive] has one setting: db"),
        ("[sources]\nexample = 1", "[sources.example] must be a table"),
        ("[sources.example]\nselector = 'x'", "[sources.example] has no setting 'selector'"),
        ("[sources.example]\npolicy = 'hourly'", "[sources.example] policy: 'hourly' is unknown"),
        ("[fetch", "is no valid TOML"),
    ],
)
def test_a_wrong_file_is_named_with_section_and_key(tmp_path: Path, text: str, words: str) -> None:
    assert words in refused(tmp_path, text)


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("NEWSDIFF_FETCH_HOST_GAP", "1", "NEWSDIFF_FETCH_HOST_GAP names no setting"),
        ("NEWSDIFF_FETCH_HOST_GAP_S", "two", "NEWSDIFF_FETCH_HOST_GAP_S: 'two' is not a number"),
        ("NEWSDIFF_FETCH_CONCURRENCY", "1.5", "is not a whole number"),
        ("NEWSDIFF_FETCH_OBEY_ROBOTS", "maybe", "is not true or false"),
        ("NEWSDIFF_FETCH_CONCURRENCY", "0", "(from NEWSDIFF_FETCH_CONCURRENCY) must be at least 1"),
    ],
)
def test_a_wrong_variable_is_named(tmp_path: Path, variable: str, value: str, words: str) -> None:
    assert words in refused(tmp_path, **{variable: value})


def test_variables_of_other_programs_are_left_alone(tmp_path: Path) -> None:
    assert load(tmp_path, NEWSDIFF_SHARED="/x", NEWSDIFF_SOAK="1", FETCH_HOST_GAP_S="9").fetch.host_gap_s == 2.0
