# Two steps, so that the image holds no package cache and nothing that builds.
FROM python:3.11-slim AS packages
COPY requirements.lock .
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --only-binary=:all: --require-hashes -r requirements.lock \
 && /venv/bin/pip uninstall --yes --quiet pip setuptools

FROM python:3.11-slim
RUN useradd --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin messenger \
 && install --directory --owner=messenger --group=messenger --mode=0700 /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY main.py .
COPY messenger messenger
RUN /venv/bin/python -m compileall -q main.py messenger
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MESSENGER_HOST=0.0.0.0 \
    MESSENGER_DATA=/data \
    MESSENGER_EXTENSIONS=/data/extensions
USER messenger
VOLUME /data
EXPOSE 9999
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --start-interval=1s \
    CMD ["python", "-c", "import os, urllib.request as r; r.build_opener(r.ProxyHandler({})).open('http://127.0.0.1:' + os.environ.get('MESSENGER_PORT', '9999') + '/healthz', timeout=4)"]
CMD ["python", "main.py"]
