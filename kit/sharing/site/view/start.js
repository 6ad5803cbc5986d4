// The start page: it needs no script but to be kept for reading offline.
import { keepOffline } from "./offline.js";

keepOffline(document.querySelector("[data-worker]"));
