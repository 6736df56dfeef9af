// How people give their passwords in this practice: said, and to be chosen. The app is started anew with each choice.
import { byId, h } from "./dom.js";

const WAYS = { modal: "In Slack's forms", form: "In the firm's own page", guided: "Nowhere: people are led" };

export function createCredentials({ api, say, announce }) {
  const box = byId("credentials-box");
  const select = byId("credentials");
  let now = "";
  select.addEventListener("change", async () => {
    select.disabled = true;
    try {
      await api.credentials(select.value);
      now = select.value;
      announce("The app was started anew. Go on with the card, or type /link-pacer.");
    } catch (error) {
      say(error.message);
    }
    select.value = now;
    select.disabled = false;
    select.focus();
  });
  return {
    show: (way) => {
      now = way ?? "";
      box.hidden = now === "";
      select.replaceChildren(...Object.entries(WAYS).map(([value, words]) => h("option", { value }, words)));
      select.value = now;
    },
  };
}
