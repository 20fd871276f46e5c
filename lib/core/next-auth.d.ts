import "next-auth";
import "next-auth/jwt";

declare module "next-auth" {
  interface User {
    id: string;
    sessionVersion: number;
  }
  interface Session {
    staffId?: string;
    version?: number;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    version?: number;
  }
}
