"""Numbers in paths: `{article:number}`."""

from starlette.convertors import Convertor, register_url_convertor


class _Number(Convertor[int]):
    """A positive number that a database can hold."""

    regex = "[1-9][0-9]{0,17}"

    def convert(self, value: str) -> int:
        """To int."""
        return int(value)

    def to_string(self, value: int) -> str:
        """Back again."""
        return str(value)


register_url_convertor("number", _Number())
