"""The port that a server is to listen on: free, or told with the mend before anything is begun."""

import socket

from motcua.doors.console.bad_input import BadInput


def must_be_free(host: str, port: int, another: str) -> None:
    """BadInput when nothing can listen on ``port``; ``another`` is how another one is asked for, up to its number."""
    if not 0 < port < 65536:
        raise BadInput(f"--port {port}: cổng phải là số từ 1 đến 65535, ví dụ --port 8001")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except PermissionError:
            raise BadInput(f"cổng {port} chỉ quản trị máy mới được dùng; hãy chạy: {another}8001") from None
        except OSError:
            other = port + 1 if port < 65535 else 8001
            raise BadInput(f"cổng {port} đang có chương trình khác dùng; hãy chạy: {another}{other}") from None
