import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may talk to the web host: those who know its token, from its own address, through its own name. */
export interface Access {
  readonly token: string;
  /** Null when allowed; otherwise the status to answer with. `granted` asks for the cookie to be set. */
  check(request: IncomingMessage): { status: 401 | 403 } | { status: null; granted: boolean };
  cookie(): string;
}

/** The address that a request asks for; undefined for one that is none, such as `//`. */
export function addressOf(request: IncomingMessage): URL | undefined {
  try {
    return new URL(request.url ?? '/', 'http://127.0.0.1');
  } catch {
    return undefined;
  }
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

export function createAccess(port: number): Access {
  const token = randomBytes(32).toString('base64url');
  // Cookies are shared between the ports of a host: the name keeps two Parallax servers apart.
  const cookieName = `parallax_${port}`;
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  const origins = names.map((name) => `http://${name}`);

  const cookieOf = (request: IncomingMessage) =>
    (request.headers.cookie ?? '')
      .split(';')
      .map((part) => part.trim().split('='))
      .find(([name]) => name === cookieName)?.[1] ?? '';

  return {
    token,
    check(request) {
      // A foreign Host is a page elsewhere that had its name resolved to this machine.
      if (!names.includes(request.headers.host ?? '')) return { status: 403 };
      const { origin } = request.headers;
      if (origin !== undefined && !origins.includes(origin)) return { status: 403 };
      const address = addressOf(request);
      if (!address) return { status: 403 };
      const given = address.searchParams.get('token');
      if (given !== null) return same(given, token) ? { status: null, granted: true } : { status: 403 };
      return same(cookieOf(request), token) ? { status: null, granted: false } : { status: 401 };
    },
    cookie: () => `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/`,
  };
}
