"""Một Cửa: the one-stop-shop system of a People's Committee.

The law is pure, the rooms remember, the commands act, the doors translate.
"""
