"""What stands between the network and the pages: plain ASGI layers; `messenger.guards.stack` names their order."""
