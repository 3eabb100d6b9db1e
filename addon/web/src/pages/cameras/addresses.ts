import type { DeviceStream } from "../../api/generated";

/** Return an address with credentials before its host, percent-encoded; without a name it stays as it is. */
export function withLogin(address: string, username: string, password: string): string {
  if (username === "") return address;
  const login = `${encodeURIComponent(username)}${password === "" ? "" : `:${encodeURIComponent(password)}`}`;
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)(?:[^/@]*@)?/i, (_, scheme: string) => `${scheme}${login}@`);
}

/** Return the second stream to analyse: the smallest one that is still large enough for faces, if it saves anything. */
export function streamToAnalyse(streams: readonly DeviceStream[], main: DeviceStream): DeviceStream | null {
  const LEAST_WIDTH = 640;
  const smaller = streams.filter(({ url, width }) => url !== main.url && width >= LEAST_WIDTH && width < main.width);
  return smaller.reduce<DeviceStream | null>(
    (best, stream) => (best === null || stream.width < best.width ? stream : best),
    null,
  );
}

/** Return the names of the placeholders of a Frigate configuration, whose values are not in it. */
export function placeholders(config: string): string[] {
  return [...new Set([...config.matchAll(/\{(FRIGATE_\w+)\}/g)].map(([, name]) => name ?? ""))].sort();
}
