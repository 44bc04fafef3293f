"""Two choices and six charts with Dash, from our cube with figures of Plotly's own. The argument is the port."""

import os
import sys
from typing import Any

from dash import Dash, Input, Output, dcc, html
from werkzeug.serving import WSGIRequestHandler

from bench.peers import cube_of, figures
from bench.side import answers

t = cube_of(os.environ["PLADS_DATABASE_URL"])
tal = [i.kode for i in t.indikatorer if i.kode != "elevtal"]
omraader = [e.kode for e in t.enheder if e.kommune == "k101" and e.type == "omraade"]
app = Dash(__name__)
app.layout = html.Div(
    [dcc.Dropdown(tal, tal[0], id="tal"), dcc.Dropdown(omraader, omraader[0], id="omr")]
    + [dcc.Graph(id=f"figur_{nr}") for nr in range(6)]
)


@app.callback([Output(f"figur_{nr}", "figure") for nr in range(6)], Input("tal", "value"), Input("omr", "value"))
def drawn(indikator: str, omraade: str) -> list[Any]:
    """Return the six figures of a choice."""
    return figures(answers(t, indikator, omraade))


if __name__ == "__main__":
    # Keep the connection, as any server in earnest does.
    WSGIRequestHandler.protocol_version = "HTTP/1.1"
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
