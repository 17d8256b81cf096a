"""Executions: one time that something runs."""

from __future__ import annotations

import functools
import inspect
from typing import Any, Awaitable, Callable, Dict, Optional, TypeVar, cast, overload

from ..documents import encode
from .current import Entry
from .recorder import ExecutionRecorder
from .shared import shared

Function = TypeVar("Function", bound=Callable[..., Any])


class execution:
    """An execution of its own for what runs in it: metrics that are recorded in it belong to it, and their x-value is
    the seconds since its start unless they say otherwise.

        with execution("train", tags={"model": "small"}):
            ...

    It ends with the block, with the time that took; an error that leaves the block marks it as failed. It may be
    `async with` too. Threads that begin no execution of their own record in that of the main thread; tasks of asyncio
    in the one they were made in. A forked process goes on recording in it, and only the process that began it ends it.

    `pipeline_name` is what is executed, `tags` tell the execution from others, `metadata` is what else is known of it;
    `execution_id` is an identifier of one's own. Raises TypeError and ValueError for what cannot be sent.
    """

    def __init__(
        self,
        pipeline_name: str,
        *,
        tags: Optional[Dict[str, str]] = None,
        metadata: Optional[Dict[str, Any]] = None,
        execution_id: Optional[str] = None,
    ) -> None:
        encode([pipeline_name, tags, metadata, execution_id])
        self._arguments = (pipeline_name, tags, metadata, execution_id)
        self._recorder: Optional[ExecutionRecorder] = None
        self._entry: Optional[Entry] = None

    @property
    def execution_id(self) -> Optional[str]:
        """Its identifier once it has begun; None without a server."""
        return self._recorder.execution_id if self._recorder else None

    def __enter__(self) -> "execution":
        if self._entry:
            raise RuntimeError("the execution has begun; make another one for another block")
        client = shared()
        if client.execution is not None:
            self._recorder = client.recorder(*self._arguments)
            self._recorder.open()
            self._entry = Entry(self._recorder)
        return self

    def __exit__(self, kind: Any, error: Optional[BaseException], trace: Any) -> None:
        if self._entry and self._recorder:
            self._entry.leave()
            self._recorder.close(error is None or _is_success(error))

    async def __aenter__(self) -> "execution":
        return self.__enter__()

    async def __aexit__(self, kind: Any, error: Optional[BaseException], trace: Any) -> None:
        self.__exit__(kind, error, trace)


def _is_success(error: BaseException) -> bool:
    """Whether a block was left without anything having gone wrong: by `sys.exit()`, or for nobody wants more of its
    generator."""
    return isinstance(error, GeneratorExit) or (isinstance(error, SystemExit) and error.code in (None, 0))


@overload
def task(name: Function) -> Function: ...


@overload
def task(
    name: Optional[str] = None, *, tags: Optional[Dict[str, str]] = None, metadata: Optional[Dict[str, Any]] = None
) -> Callable[[Function], Function]: ...


def task(
    name: Any = None, *, tags: Optional[Dict[str, str]] = None, metadata: Optional[Dict[str, Any]] = None
) -> Any:
    """Makes each call of a function an execution, named as the function unless `name` is given; for functions that are
    `async` too.

        @task()
        def train(epochs): ...

    Raises TypeError for a generator, which runs when others want it to.
    """
    if callable(name):
        return task()(name)

    def decorate(function: Function) -> Function:
        pipeline_name = name or function.__name__
        if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
            raise TypeError(f"{pipeline_name} is a generator and no task; make one of the function that goes over it")

        @functools.wraps(function)
        def run(*arguments: Any, **named: Any) -> Any:
            with execution(pipeline_name, tags=tags, metadata=metadata):
                return function(*arguments, **named)

        @functools.wraps(function)
        async def run_async(*arguments: Any, **named: Any) -> Any:
            with execution(pipeline_name, tags=tags, metadata=metadata):
                return await cast(Awaitable[Any], function(*arguments, **named))

        return cast(Function, run_async if inspect.iscoroutinefunction(function) else run)

    return decorate
