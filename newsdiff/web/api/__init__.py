"""The archive for programs: read-only JSON under /api/v1, in the shapes of the commands' `--json`.

`operations` lists what can be asked, from which both the routes (`mount`) and the OpenAPI document (`document`) are
made; `endpoints` answers; `asking` reads parameters.
"""

from newsdiff.web.api.mount import api_mount as api_mount
