"""How a version of a role document stands between a worker and their manager (LDS-109). Words in, words out."""


def stands(version: int, *, worker: str, manager: str) -> str:
    """'v3 not signed', 'v3 signed by Kiran Patel only', 'v3 signed'. `worker` and `manager`: the name of whoever signed, '' before."""
    if worker and manager:
        return f"v{version} signed"
    one = worker or manager
    return f"v{version} signed by {one} only" if one else f"v{version} not signed"


def next_version(latest: int) -> int:
    """Versions count up from 1."""
    return latest + 1
