// A lesson's page on a site: the page itself, and what keeps the site for reading offline.
import "../../page/view/page.js";
import { keepOffline } from "./offline.js";

keepOffline(document.querySelector("[data-worker]"));
