import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

// Server is a demo of its own, listening on a free port.
export class Server {
  private ended = "";

  private constructor(private readonly child: ChildProcess, readonly url: string, readonly data: string, private readonly log: string[]) {
    child.once("exit", (code, signal) => {
      this.ended = `the server ended with ${code ?? signal}`;
    });
  }

  // start runs the demo on a folder and waits until it has printed its address.
  static async start(binary: string, data: string): Promise<Server> {
    const child = spawn(binary, ["demo", "--addr", "127.0.0.1:0", "--data", data], { stdio: ["ignore", "pipe", "pipe"] });
    const log: string[] = [];
    child.stderr!.on("data", (chunk) => log.push(String(chunk)));
    let said = "";
    const url = await new Promise<string>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`the server ended with ${code} before it listened: ${said}${log.join("")}`)));
      child.stdout!.on("data", (chunk) => {
        said += chunk;
        const found = /https?:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (found) resolve(found[0]);
      });
    });
    return new Server(child, url, data, log);
  }

  // errors are the lines of the log that tell of a fault of the server's own.
  errors(): string[] {
    const lines = this.log.join("").split("\n");
    const wrong = lines.filter((line) => /"level":"ERROR"|^panic|"status":5\d\d/.test(line));
    return this.ended ? [...wrong, [this.ended, ...lines.slice(-5)].join(" ")] : wrong;
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    const gone = once(this.child, "exit");
    this.child.kill("SIGTERM");
    const hurry = setTimeout(() => this.child.kill("SIGKILL"), 5000);
    await gone;
    clearTimeout(hurry);
  }
}
