/**
 * Loaded before anything else in a process and in each of its threads (`--import`): writes down every attempt to reach beyond this
 * machine, one JSON object a line, to the file that SOCKET_WATCH names, and lets none through.
 */

import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { threadId } from 'node:worker_threads';

const file = process.env.SOCKET_WATCH;
const note = (what, target) => appendFileSync(file, `${JSON.stringify({ thread: threadId, what, target })}\n`);
const isLoopback = (host) => /^(localhost|127(\.\d+){3}|::1|\[::1\]|0\.0\.0\.0|::)$/i.test(host);
const refused = (target) => Object.assign(new Error(`No way out to ${target}`), { code: 'ENETUNREACH' });

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  // As net.connect hands them on: one list of options and a listener.
  const given = Array.isArray(args[0]) ? args[0][0] : args[0];
  const options = typeof given === 'object' && given !== null ? given : { port: given, host: args[1] };
  // A request's options hold a path that is null.
  const isPipe = typeof options.path === 'string' || typeof options.fd === 'number';
  const isLocal = isPipe || isLoopback(String(options.host ?? 'localhost'));
  if (isLocal) return connect.apply(this, args);
  note('connect', `${options.host}:${options.port}`);
  process.nextTick(() => this.destroy(refused(options.host)));
  return this;
};

for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of Object.getOwnPropertyNames(owner)) {
    if (!/^(lookup|resolve|reverse)/.test(name) || typeof owner[name] !== 'function') continue;
    const ask = owner[name];
    owner[name] = function (host, ...rest) {
      if (isLoopback(String(host))) return ask.call(this, host, ...rest);
      note(name, String(host));
      const told = rest.at(-1);
      if (typeof told !== 'function') return Promise.reject(refused(host));
      process.nextTick(told, refused(host));
    };
  }
}

for (const name of ['send', 'connect']) {
  const out = dgram.Socket.prototype[name];
  dgram.Socket.prototype[name] = function (...args) {
    const host = args.find((arg, at) => at > 0 && typeof arg === 'string');
    if (host === undefined || isLoopback(host)) return out.apply(this, args);
    note(`dgram ${name}`, host);
    throw refused(host);
  };
}

// For those who import a function by its name.
syncBuiltinESMExports();
note('watching', '');
