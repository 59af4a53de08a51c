#!/usr/bin/env node
// Serves the built page on this machine, under the headers that a host should send, and says its address.
import { preview } from "vite";

const port = Number(process.env["INKSEAL_CONSOLE_PORT"] ?? 4173);
try {
  (await preview({ preview: { port } })).printUrls();
} catch (error) {
  if (!/already in use/.test(error.message)) throw error;
  console.error(`Port ${port} is taken, perhaps by another console. End that, or choose a port with INKSEAL_CONSOLE_PORT.`);
  process.exitCode = 1;
}
