"use client";

import { Search } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { Input } from "@/components/ui/input";

type SearchBoxProps = {
  label: string;
  placeholder?: string;
  value: string;
  onSearch: (text: string) => void;
};

/** The main text filter of a list; it asks 350 ms after the last key, or at once on Enter. */
export function SearchBox({ label, placeholder, value, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }

  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onSearch(text.trim()), 350);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);

  function submit(event: FormEvent) {
    event.preventDefault();
    onSearch(text.trim());
  }

  return (
    <search className="min-w-0 flex-1 basis-48 sm:max-w-72">
      <form onSubmit={submit} className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-ink-muted"
        />
        <Input
          type="search"
          data-list-search
          aria-label={label}
          placeholder={placeholder ?? label}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="pl-8"
        />
      </form>
    </search>
  );
}
