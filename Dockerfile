# docker build -t winnow .
# docker run --rm -v "$PWD:/data" --user "$(id -u):$(id -g)" winnow run pages/ -o out
FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE winnow_scholar.py ./
COPY schemas schemas
COPY extractors extractors
COPY pipeline pipeline
RUN python -m venv /opt/winnow && /opt/winnow/bin/pip install --no-cache-dir '.[all]'

FROM python:3.13-slim
COPY --from=build /opt/winnow /opt/winnow
ENV PATH=/opt/winnow/bin:$PATH PYTHONUNBUFFERED=1 HOME=/tmp
RUN useradd --create-home winnow
USER winnow
WORKDIR /data
ENTRYPOINT ["winnow"]
CMD ["--help"]
