"""Write requirements.txt: exact pins of everything that pyproject.toml asks for, resolved by pip alone.

It runs on the oldest Python that the project supports, so that what only that one needs is pinned too.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parents[1]
HEADER = """\
# Exact pins of all that the course, its book, its tests and its tools use.  Made by `make pins` from pyproject.toml:
# change the ranges there, not the lines here.  For Python 3.11 to 3.13.
"""


def asked() -> list[str]:
    """Return the requirements of pyproject.toml: dependencies, extras, groups."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tables = (project["project"]["optional-dependencies"], project["dependency-groups"])
    lists = [project["project"]["dependencies"], *(each for table in tables for each in table.values())]
    return [requirement for each in lists for requirement in each]


def resolved(requirements: list[str]) -> dict[str, str]:
    """Return what pip would install into an empty environment, name -> version; downloads no more than it must."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-"]
    report = subprocess.run([*command, *requirements], check=True, stdout=subprocess.PIPE, text=True).stdout
    found = [item["metadata"] for item in json.loads(report)["install"]]
    return {item["name"]: item["version"] for item in found}


def canonical(name: str) -> str:
    """Return a distribution's name as pip compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Write the file."""
    if sys.version_info[:2] != OLDEST:
        sys.exit("pins are made on Python 3.11: make pins PYTHON=python3.11")
    requirements = asked()
    markers = {canonical(re.match(r"[\w.-]+", text)[0]): text.partition(";")[2].strip() for text in requirements}
    lines = []
    for name, version in sorted(resolved(requirements).items(), key=lambda item: canonical(item[0])):
        marker = markers.get(canonical(name))
        lines.append(f"{canonical(name)}=={version}" + (f" ; {marker}" if marker else ""))
    (ROOT / "requirements.txt").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"requirements.txt: {len(lines)} pins")


if __name__ == "__main__":
    main()
