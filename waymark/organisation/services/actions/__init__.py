"""Writes about services: loading one from its file, and what a service changes for itself."""

from waymark.organisation.services.actions.load import ServiceFileWrong, load_service
from waymark.organisation.services.actions.own import add_team, change_post, set_switch

__all__ = ["ServiceFileWrong", "add_team", "change_post", "load_service", "set_switch"]
