"""A cluster of Dask's as an executor: the machines of a school, a district or a university."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

from kit.analysis.district.cache import code_in_use
from kit.lesson.plain_errors import SaidPlainly
from kit.lesson.printable import printable

#: Seconds until a scheduler that does not answer is given up.
PATIENCE = 10
#: How often a task is given to another worker after the one that had it was ended.
_RETRIES = 2


class NoCluster(SaidPlainly, OSError):
    """There is no cluster that could count; the text says why, and what to do."""


@contextmanager
def on_cluster(address: str) -> Iterator[Executor]:
    """Yield an executor that runs on a cluster, and leave the cluster as it is.

    Whoever can reach a scheduler of Dask's can run any program on its workers: keep it in a closed network or behind
    TLS (https://distributed.dask.org/en/stable/tls.html).

    Args:
        address: that of the scheduler, such as `tcp://10.0.0.5:8786`.

    Raises:
        NoCluster: Dask is missing here, nobody answers, there is no worker, or a worker has another kit or none.
    """
    try:
        from distributed import Client  # noqa: PLC0415 (an extra)
    except ImportError as error:
        remedy = 'Type: python -m pip install "claim-by-claim[district]".'
        raise NoCluster(f"Counting on a cluster needs Dask, which is not installed. {remedy}") from error
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as error:
        raise NoCluster(f"No cluster answers at “{address}” ({_reason(error)}). {_START}") from error
    with client:
        _check_workers(client, address)
        yield client.get_executor(retries=_RETRIES, pure=False)


_START = "Start one with “dask scheduler” and, on each machine, “dask worker”, and give the scheduler's address."


def _check_workers(client: Any, address: str) -> None:
    if not client.scheduler_info(n_workers=-1)["workers"]:
        raise NoCluster(f"The cluster at “{address}” has no worker. {_START}")
    try:
        codes: dict[str, str] = client.run(code_in_use)
    except Exception as error:
        reason = f"a worker of the cluster at “{address}” cannot run this kit ({_reason(error)})"
        raise NoCluster(f"Nothing is counted: {reason}. Install the same version on each machine.") from error
    if other := [worker for worker, code in codes.items() if code != code_in_use()]:
        raise NoCluster(f"The worker at {other[0]} has another version of this kit. Install the same on each machine.")


def _reason(error: Exception) -> str:
    return printable(str(error).strip().split("\n")[0] or type(error).__name__)[:200].rstrip(".")
