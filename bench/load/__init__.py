"""The load: headless viewers that speak the browser's protocol and cost next to nothing."""
