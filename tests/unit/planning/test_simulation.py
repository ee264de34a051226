"""The simulation's parts, in cases whose answers are known."""

from __future__ import annotations

import random
from statistics import fmean

import pytest

from benchmarks.planning.simulation import Account, FunctionPool, Simulation, Slots, TokenBucket, Worker


def jobs(simulation, slots, seconds, ends):
    yield slots.request()
    yield seconds
    slots.release()
    ends.append(simulation.now)


@pytest.mark.parametrize(("servers", "whole"), [(1, 30.0), (2, 15.0), (3, 12.0), (10, 3.0)])
def test_ten_jobs_of_three_seconds_that_come_at_once(servers, whole):
    simulation, ends = Simulation(), []
    slots = Slots(simulation, servers)
    for _ in range(10):
        simulation.start(jobs(simulation, slots, 3.0, ends))
    assert simulation.run() == whole
    assert len(ends) == 10
    assert slots.busy == slots.waiting == 0


def test_one_server_at_half_load_with_regular_arrivals_makes_nobody_wait():
    """D/D/1: a job of one second every two seconds."""
    simulation, ends = Simulation(), []
    slots = Slots(simulation, 1)
    for number in range(5):
        simulation.start(jobs(simulation, slots, 1.0, ends), 2.0 * number)
    simulation.run()
    assert ends == [1.0, 3.0, 5.0, 7.0, 9.0]


def test_one_server_at_half_load_with_random_arrivals_waits_as_long_as_theory_says():
    """M/D/1: the mean wait is load / (2 * rate * (1 - load)), here half a second (Pollaczek and Khinchine)."""
    simulation, waits, chance = Simulation(), [], random.Random(1)
    slots = Slots(simulation, 1)

    def customer():
        came = simulation.now
        yield slots.request()
        waits.append(simulation.now - came)
        yield 1.0
        slots.release()

    moment = 0.0
    for _ in range(20_000):
        moment += chance.expovariate(0.5)
        simulation.start(customer(), moment)
    simulation.run()
    assert fmean(waits) == pytest.approx(0.5, rel=0.05)


def test_simultaneous_events_keep_their_order_and_the_past_is_refused():
    simulation, seen = Simulation(), []
    for name in "abc":
        simulation.after(1.0, lambda name=name: seen.append(name))
    simulation.run()
    assert seen == ["a", "b", "c"]
    with pytest.raises(ValueError, match="planned"):
        simulation.after(-1.0, lambda: None)


def at(simulation, seconds, action):
    simulation.after(seconds - simulation.now, action)
    simulation.run()


def test_a_bucket_lets_its_size_through_and_then_its_rate():
    simulation = Simulation()
    bucket = TokenBucket(simulation, size=5, rate=2)
    assert [bucket.take() for _ in range(6)] == [True] * 5 + [False]
    assert (bucket.refused, bucket.first_refusal) == (1, 0.0)
    taken = []
    at(simulation, 1.0, lambda: taken.extend(bucket.take() for _ in range(3)))
    assert taken == [True, True, False]
    at(simulation, 100.0, lambda: taken.extend(bucket.take() for _ in range(6)))
    assert taken[3:] == [True] * 5 + [False]


def test_a_bucket_that_delays_serves_in_order():
    simulation = Simulation()
    bucket = TokenBucket(simulation, size=2, rate=4)
    assert [bucket.delay() for _ in range(4)] == [0.0, 0.0, 0.25, 0.5]


def test_work_waits_behind_work():
    simulation = Simulation()
    worker = Worker(simulation, speed=2.0, most=2.0, doubling_seconds=1.0)
    assert worker.delay(4.0) == 2.0
    assert worker.delay(2.0) == 3.0
    at(simulation, 10.0, lambda: None)
    assert worker.backlog == 0.0
    assert worker.delay(2.0) == 1.0


def test_a_worker_with_a_backlog_doubles_its_speed_up_to_its_limit():
    simulation = Simulation()
    worker = Worker(simulation, speed=1.0, most=4.0, doubling_seconds=1.0)
    worker.delay(100.0)
    at(simulation, 10.0, lambda: None)
    # 90 are left; at twice the speed they take 45 s, and the new ones one more.
    assert worker.delay(2.0) == pytest.approx(46.0)
    at(simulation, 20.0, lambda: None)
    worker.delay(0.0)
    at(simulation, 22.0, lambda: None)
    worker.delay(0.0)
    assert worker.speed == 4.0


def test_a_container_is_cold_once_and_then_used_again():
    simulation = Simulation()
    pool = FunctionPool(simulation, Account(10), cold_seconds=1.5)
    assert pool.start() == 1.5
    pool.end()
    assert pool.start() == 0.0
    assert pool.start() == 1.5
    assert (pool.containers, pool.cold, pool.most) == (2, 2, 2)


def test_functions_share_the_accounts_limit():
    simulation, account = Simulation(), Account(3)
    first, second = (FunctionPool(simulation, account, 1.0) for _ in range(2))
    assert [first.start(), second.start(), first.start(), second.start()] == [1.0, 1.0, 1.0, None]
    assert second.refused == 1
    first.end()
    assert second.start() == 1.0


def test_a_reserved_share_is_apart_and_leaves_enough_for_the_others():
    simulation, account = Simulation(), Account(102)
    reserved = FunctionPool(simulation, account, 1.0, reserved=2)
    other = FunctionPool(simulation, account, 1.0)
    assert [reserved.start(), reserved.start(), reserved.start()] == [1.0, 1.0, None]
    assert account.limit == 100
    assert [other.start() for _ in range(101)] == [1.0] * 100 + [None]
    with pytest.raises(ValueError, match="AWS keeps 100"):
        FunctionPool(simulation, account, 1.0, reserved=1)


def test_new_containers_come_at_a_limited_rate():
    simulation = Simulation()
    pool = FunctionPool(simulation, Account(1_000), 1.0, new_per_ten_seconds=10)
    assert [pool.start() is not None for _ in range(11)] == [True] * 10 + [False]
    started = []
    at(simulation, 5.0, lambda: started.extend(pool.start() is not None for _ in range(6)))
    assert started == [True] * 5 + [False]
