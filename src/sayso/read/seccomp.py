"""Linux: system calls that open a way out are denied with EPERM for this process, for good.

A filter of classic BPF, as the kernel takes it: allow everything but a list. Threads may be made, processes may not;
signals and limits may be set for this process alone. Changes to a file's mode, owner, times and attributes, which
Landlock does not know, are passed over in silence: libraries that unpack ask for them and need none.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from typing import NamedTuple

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_LOAD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_DONE, _EPERM, _ENOSYS = 0, 1, 38
_NR_AT, _ARCH_AT, _ARG0_AT = 0, 4, 16
_CLONE_THREAD = 0x10000


class _Machine(NamedTuple):
    arch: int
    clone: int
    clone3: int
    tgkill: int
    prlimit: int
    denied: tuple[int, ...]
    passed_over: tuple[int, ...]
    first_foreign: int | None


def _numbers(calls: str) -> tuple[int, ...]:
    return tuple(map(int, calls.split()))


# In order: socket, connect, accept, sendto, sendmsg, bind, listen, accept4, sendmmsg; fork, vfork, execve,
# execveat; kill, ptrace, process_vm_readv/writev; mount, umount2, chroot, pivot_root, setns, unshare; bpf,
# perf_event_open, userfaultfd, keyctl, add_key, request_key, kexec_load, init_module, finit_module; io_uring_setup,
# pidfd_open, pidfd_getfd, open_by_handle_at, memfd_create; tkill, rt_sigqueueinfo, rt_tgsigqueueinfo,
# pidfd_send_signal; shmget, shmat, shmctl, semget, semop, semctl, semtimedop, msgget, msgsnd, msgrcv, msgctl, mq_open,
# mq_unlink. Passed over: chmod, fchmod, chown, fchown, lchown, utime, utimes, futimesat, utimensat, fchmodat, fchownat,
# fchmodat2; setxattr, lsetxattr, fsetxattr, removexattr, lremovexattr, fremovexattr, setxattrat, removexattrat.
# A socketpair leads nowhere but back, and is let be.
_MACHINES = {
    "x86_64": _Machine(
        0xC000003E,
        56,
        435,
        234,
        302,
        _numbers(
            "41 42 43 44 46 49 50 288 307"
            " 57 58 59 322 62 101 310 311 165 166 161 155 308 272"
            " 321 298 323 250 248 249 246 175 313 425 434 438 304 319"
            " 200 129 297 424 29 30 31 64 65 66 220 68 69 70 71 240 241"
        ),
        _numbers("90 91 92 93 94 132 235 261 280 268 260 452 188 189 190 197 198 199 463 466"),
        0x40000000,
    ),
    "aarch64": _Machine(
        0xC00000B7,
        220,
        435,
        131,
        261,
        _numbers(
            "198 203 202 206 211 200 201 242 269"
            " 221 281 129 117 270 271 40 39 51 41 268 97"
            " 280 241 282 219 217 218 104 105 273 425 434 438 265 279"
            " 130 138 240 424 194 196 195 190 193 191 192 186 189 188 187 180 181"
        ),
        _numbers("52 53 54 55 88 452 5 6 7 14 15 16 463 466"),
        None,
    ),
}


def deny() -> bool:
    """Denies network, new processes and the like from now on; whether that holds."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    code = b"".join(_program(machine))
    filters = ctypes.create_string_buffer(code)
    head = struct.pack("@HxxxxxxP", len(code) // 8, ctypes.addressof(filters))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.create_string_buffer(head), 0, 0) == 0)


def _program(machine: _Machine) -> list[bytes]:
    """The filter: another architecture's calls are denied whole; clone is let through for threads alone."""
    steps = [
        _step(_LOAD, _ARCH_AT),
        _step(_JEQ, machine.arch, 1, 0),
        _step(_RET, _ERRNO | _EPERM),
        _step(_LOAD, _NR_AT),
    ]
    if machine.first_foreign is not None:
        steps += [_step(_JGE, machine.first_foreign, 0, 1), _step(_RET, _ERRNO | _EPERM)]
    for number in machine.denied:
        steps += [_step(_JEQ, number, 0, 1), _step(_RET, _ERRNO | _EPERM)]
    for number in machine.passed_over:
        steps += [_step(_JEQ, number, 0, 1), _step(_RET, _ERRNO | _DONE)]
    for number in (machine.tgkill, machine.prlimit):
        steps += _for_itself(number, os.getpid())
    # glibc falls back from clone3, whose flags a filter cannot see, to clone, whose flags it can.
    steps += [_step(_JEQ, machine.clone3, 0, 1), _step(_RET, _ERRNO | _ENOSYS)]
    steps += [_step(_JEQ, machine.clone, 0, 3), _step(_LOAD, _ARG0_AT)]
    steps += [_step(_JSET, _CLONE_THREAD, 1, 0), _step(_RET, _ERRNO | _EPERM), _step(_RET, _ALLOW)]
    return steps


def _for_itself(number: int, pid: int) -> list[bytes]:
    """A call whose first argument names a process goes through for this one alone, which 0 means too."""
    return [
        _step(_JEQ, number, 0, 5),
        _step(_LOAD, _ARG0_AT),
        _step(_JEQ, pid, 2, 0),
        _step(_JEQ, 0, 1, 0),
        _step(_RET, _ERRNO | _EPERM),
        _step(_RET, _ALLOW),
    ]


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
