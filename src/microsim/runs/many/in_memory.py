"""Many runs whose answers are wanted in memory, not on disk: for sweepers of others, and to verify."""

from collections.abc import Callable, Iterable
from contextlib import closing

from tqdm import tqdm

from microsim.config.grid import Draft

from .job import Answer, Died, Executor, Job
from .run_many import BAR, KILLS, PATIENCE


def answers_in_order(
    drafts: Iterable[Draft], executor: Callable[[], Executor], progress: bool = False
) -> list[Answer]:
    """The answer to each draft, in order."""
    jobs = [Job(number, draft.base, draft.changes) for number, draft in enumerate(drafts)]
    return compute_all(jobs, executor, progress)


def compute_all(jobs: Iterable[Job], executor: Callable[[], Executor], progress: bool = False) -> list[Answer]:
    """The answer to each job, in order; a run whose process dies gets another one, once."""
    jobs = list(jobs)
    answers: dict[int, Answer] = {}
    deaths: dict[int, int] = {}
    with closing(executor()) as computing:
        for job in jobs:
            computing.submit(job)
        with tqdm(total=len(jobs), unit="runs", bar_format=BAR, disable=not progress, leave=False) as bar:
            while len(answers) < len(jobs):
                for job, answer in computing.answers(PATIENCE):
                    deaths[job.number] = deaths.get(job.number, 0) + isinstance(answer, Died)
                    if isinstance(answer, Died) and deaths[job.number] < KILLS:
                        computing.submit(job)
                        continue
                    answers[job.number] = answer
                    bar.update(1)
    return [answers[job.number] for job in jobs]
