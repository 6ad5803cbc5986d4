// The same view on a page of its own: what answers it is the program that serves the page, on this computer.
import { createModel, show } from "../../../ui/host.js";
import live from "./live.js";

const { address, ...values } = JSON.parse(document.getElementById("data").textContent);

const host = createModel(values, {
  receive: async (message) => {
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(message) });
    if (!answer.ok) throw new Error(String(answer.status));
    host.hear(await answer.json());
  },
});

show(live, host.model, document.querySelector("main"));
